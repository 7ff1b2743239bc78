/** The writer's side of a batch: its writes as steps in the order they were asked for. */
import { AppError } from '../errors.ts'
import { place, type Batch } from './batch.ts'
import type { WriteCalls, WriteOperations } from './write-operations.ts'

export interface BatchStep {
  /** As in BatchFailure. */
  readonly index: number
  /** Answers the redelivery count of a delivery, 0 for any other write. */
  readonly run: (operations: WriteOperations) => number
}

export function batchSteps(batch: Batch): BatchStep[] {
  const { columns, bytes, calls } = batch
  const steps: BatchStep[] = []
  const deliveries = columns.length / place.width
  let nextCall = 0
  let offset = 0
  const pushCalls = (after: number): void => {
    for (let call = calls[nextCall]; call !== undefined && call.after <= after; call = calls[nextCall]) {
      const { name, args } = call
      steps.push({ index: deliveries + nextCall++, run: (operations) => runCall(operations.calls, name, args) })
    }
  }
  for (let index = 0; index < deliveries; index++) {
    pushCalls(index)
    const base = index * place.width
    const bodyEnd = offset + Number(columns[base + place.bodyBytes])
    const replyBytes = columns[base + place.replyBytes]
    const replyEnd = bodyEnd + Number(replyBytes ?? 0)
    const body = bytes.subarray(offset, bodyEnd)
    const reply = replyBytes === null ? undefined : bytes.subarray(bodyEnd, replyEnd)
    steps.push({ index, run: (operations) => operations.insertDelivery(columns, base, body, reply) })
    offset = replyEnd
  }
  pushCalls(deliveries)
  return steps
}

function runCall(calls: WriteCalls, name: string, args: readonly unknown[]): number {
  if (!Object.hasOwn(calls, name)) throw new AppError('INTERNAL_SERVER_ERROR', `The store has no write "${name}".`)
  const call = calls[name as keyof WriteCalls] as (...args: readonly unknown[]) => void // WriteQueue.run types name and arguments
  call(...args)
  return 0
}
