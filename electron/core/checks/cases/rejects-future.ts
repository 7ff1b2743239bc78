/** A request signed at a time to come. */
import { futureTimestamp } from '../../faults/outbound/kinds/future-timestamp.ts'
import { refusal } from '../case-shapes.ts'
import type { CheckCase } from '../check-case.ts'

const facts = {
  id: 'rejects-future',
  title: 'Refuses a timestamp in the future',
  group: 'time',
  fault: futureTimestamp,
  why: 'A time that lies ahead widens the window in which a kept delivery is accepted. Standard Webhooks has it refused; several libraries of providers only look for old ones.',
  source: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  fix: 'Compare the distance between the signed timestamp and your clock in both directions: Math.abs(now - timestamp) > tolerance.'
} as const

const strict = refusal(facts)
const mild = refusal(facts, true)

/** A failure where the scheme's own specification asks for it, else a warning: a provider's own library may let it pass. */
export const rejectsFuture: CheckCase = {
  ...strict,
  run: (bench) => (bench.scheme.refusesFutureTimestamps === true ? strict : mild).run(bench)
}
