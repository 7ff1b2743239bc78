/** Faults that are ready to use: the one list that the interface, the control API, `serve --fault` and docs/faults.md share. */
import { faultPreset, type FaultPreset } from '../../contract/index.ts'
import { AppError } from '../errors.ts'

export const faultPresets: readonly FaultPreset[] = faultPreset.array().parse([
  {
    id: 'fail_next',
    title: 'Fail the next one',
    text: '503, once',
    input: { kind: 'status', params: { status: 503 }, scope: { nextN: 1 } }
  },
  {
    id: 'fail_twice',
    title: 'Fail twice, then succeed',
    text: '503 to the first 2 deliveries of each event',
    input: { kind: 'status', params: { status: 503 }, scope: { firstPerEvent: 2 } }
  },
  {
    id: 'fail_all',
    title: 'Fail everything',
    text: '500, until it is off',
    input: { kind: 'status', params: { status: 500 }, scope: { always: true } }
  },
  {
    id: 'flaky',
    title: '10 % flaky',
    text: '503 to one delivery in ten, by chance',
    input: { kind: 'status', params: { status: 503 }, scope: { probability: 0.1, seed: 1 } }
  },
  {
    id: 'rate_limited',
    title: 'Rate limited',
    text: '429 to the first delivery of each event, retry after 30 s',
    input: { kind: 'rate_limit', params: { retryAfterSeconds: 30 }, scope: { firstPerEvent: 1 } }
  },
  {
    id: 'down_5_minutes',
    title: 'Down for 5 minutes',
    text: '503 to everything, then back',
    input: { kind: 'status', params: { status: 503 }, scope: { always: true, forMs: 300_000 } }
  },
  {
    id: 'slow_start',
    title: 'Slow start',
    text: 'The first 5 answers take 8 s',
    input: { kind: 'delay', params: { ms: 8_000 }, scope: { nextN: 5 } }
  },
  {
    id: 'slow',
    title: 'Answer late',
    text: 'After 10 s, until it is off',
    input: { kind: 'delay', params: { ms: 10_000 }, scope: { always: true } }
  },
  { id: 'hang', title: 'Never answer', text: 'Hang, once', input: { kind: 'hang', params: {}, scope: { nextN: 1 } } },
  {
    id: 'drop',
    title: 'Drop the connection',
    text: 'Reset, once',
    input: { kind: 'reset', params: { when: 'before' }, scope: { nextN: 1 } }
  },
  {
    id: 'cut_short',
    title: 'Cut the answer short',
    text: 'Half of the body, once',
    input: { kind: 'truncated', params: {}, scope: { nextN: 1 } }
  },
  {
    id: 'moved',
    title: 'Moved',
    text: '301 elsewhere, until it is off',
    input: { kind: 'redirect', params: { status: 301 }, scope: { always: true } }
  }
])

/** Errors: NOT_FOUND with the presets that there are. */
export function findPreset(id: string): FaultPreset {
  const preset = faultPresets.find((each) => each.id === id)
  if (preset !== undefined) return preset
  throw new AppError('NOT_FOUND', `There is no fault preset "${id}". Presets: ${faultPresets.map((each) => each.id).join(', ')}.`)
}
