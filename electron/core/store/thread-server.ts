/** The thread's side of a ThreadClient: runs operations by name and answers with their result or error. */
import { parentPort } from 'node:worker_threads'
import type { ErrorCode } from '../../contract/index.ts'
import { AppError, errorMessage } from '../errors.ts'

// Arguments are checked by the caller's types; `never` lets operations of any signature in.
export type ThreadOperations = Readonly<Record<string, (...args: never[]) => unknown>>

export interface ThreadCall {
  readonly number: number
  readonly name: string
  readonly args: readonly unknown[]
}

export interface ThreadAnswer {
  /** Left out on a notice, which nobody called for. */
  readonly number?: number
  readonly notice?: unknown
  readonly result?: unknown
  readonly error?: { readonly code: ErrorCode; readonly message: string }
}

/** A result whose buffers are handed over instead of copied. */
export class Transferred<Value> {
  readonly value: Value
  readonly buffers: readonly ArrayBuffer[]

  constructor(value: Value, buffers: readonly ArrayBuffer[]) {
    this.value = value
    this.buffers = buffers
  }
}

/** Serves until the process or the client ends the thread. */
export function serveThread(operations: ThreadOperations): void {
  parentPort?.on('message', (call: ThreadCall) => {
    void answer(operations, call)
  })
}

/** Tells the client something it did not ask for. */
export function notify(notice: unknown): void {
  const message: ThreadAnswer = { notice }
  parentPort?.postMessage(message, [])
}

async function answer(operations: ThreadOperations, call: ThreadCall): Promise<void> {
  let message: ThreadAnswer
  let buffers: readonly ArrayBuffer[] = []
  try {
    const operation = operations[call.name]
    if (operation === undefined) throw new AppError('INTERNAL_SERVER_ERROR', `The store has no operation "${call.name}".`)
    const result = await operation(...(call.args as never[])) // see ThreadOperations
    message = { number: call.number, result: result instanceof Transferred ? result.value : result }
    if (result instanceof Transferred) buffers = result.buffers
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'STORE_FAILED'
    message = { number: call.number, error: { code, message: errorMessage(error) } }
  }
  parentPort?.postMessage(message, [...buffers])
}
