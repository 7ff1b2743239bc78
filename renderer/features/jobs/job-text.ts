/** A job in words: what it does, how far it is, how it ended. */
import type { Job } from '../../../electron/contract/index.ts'
import { outcomeClause } from '../../components/status-code.tsx'

export function isEnded({ state }: Job): boolean {
  return state !== 'running' && state !== 'paused'
}

const verbs: Readonly<Record<Exclude<Job['kind'], 'catch-up'>, { readonly running: string; readonly ended: string }>> = {
  resend: { running: 'Resending', ended: 'Resent' },
  replay: { running: 'Replaying', ended: 'Replayed' }
}

/** `Replaying to my app`, `Replay cancelled`. */
export function jobTitle(job: Job): string {
  const { kind, state, destination } = job
  const name = kind === 'catch-up' ? 'Catch-up' : kind === 'replay' ? 'Replay' : 'Resend'
  switch (state) {
    case 'running':
      return kind === 'catch-up' ? `${destination} is catching up` : `${verbs[kind].running} to ${destination}`
    case 'paused':
      return `${name} to ${destination} paused`
    case 'finished':
      return kind === 'catch-up' ? `${destination} has caught up` : `${verbs[kind].ended} to ${destination}`
    case 'stopped':
      return `${name} to ${destination} stopped`
    case 'cancelled':
      return `${name} to ${destination} cancelled`
    case 'failed':
      return `${name} to ${destination} could not go on`
  }
}

/**
 * `1,206 of 10,000, 1,200 succeeded, 4 failed, 2 skipped`. Where a delivery went to several targets, attempts are more than deliveries,
 * and it says so: `6 of 6, 12 attempts: 5 succeeded, 7 failed`.
 */
export function jobCounts({ total, done, succeeded, failed, skipped }: Job): string {
  const number = (value: number): string => value.toLocaleString('en-GB')
  const attempts = succeeded + failed
  const many = attempts > done - skipped ? `${number(attempts)} attempts: ` : ''
  return [
    `${number(done)} of ${number(total)}`,
    `${many}${number(succeeded)} succeeded`,
    ...(failed > 0 ? [`${number(failed)} failed`] : []),
    ...(skipped > 0 ? [`${number(skipped)} skipped`] : [])
  ].join(', ')
}

/** Why it ended early, or how the first failure looked. */
export function jobReason({ reason, firstFailure }: Job): string | undefined {
  return reason ?? (firstFailure && `The first failure: ${outcomeClause(firstFailure.outcome)}.`)
}

/** A whole repeated resend is told where it was asked for, and needs no line of its own once it has ended. */
export function needsLine(job: Job): boolean {
  return !(job.kind === 'resend' && job.deliveryId !== undefined && isEnded(job))
}

/** The filter that shows what failed; nothing where the job was not made from a filter. */
export function failuresFilter({ q, failed }: Job): string | undefined {
  return q === undefined || failed === 0 ? undefined : `${q} -target:2xx -outcome:none`.trim()
}
