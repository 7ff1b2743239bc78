/** What an answer means: the words of a report, and whether it was an acceptance, a refusal or trouble. */
import type { Outcome } from '../../contract/index.ts'
import type { Sending } from './check-case.ts'

export type Answer = 'accepted' | 'redirected' | 'refused' | 'crashed' | 'silent' | 'cut'

/** 4xx is a refusal, 5xx a crash as far as a provider can see; a broken connection is `cut`, no answer in time `silent`. */
export function answerOf({ result }: Sending): Answer {
  const { outcome } = result
  if (outcome.kind === 'timed_out') return 'silent'
  if (outcome.kind !== 'responded') return 'cut'
  if (outcome.status < 300) return 'accepted'
  if (outcome.status < 400) return 'redirected'
  return outcome.status < 500 ? 'refused' : 'crashed'
}

export function allAnswered(sendings: readonly Sending[], answer: Answer): boolean {
  return sendings.length > 0 && sendings.every((sending) => answerOf(sending) === answer)
}

/** `401 in 3 ms`, `5 × 200`, `200, then 500`. */
export function receivedText(sendings: readonly Sending[]): string {
  const [first, ...more] = sendings
  if (first === undefined) return 'Nothing was sent.'
  if (more.length === 0) return `${outcomeText(first.result.outcome)}${timeText(first)}`
  const texts = sendings.map(({ result }) => outcomeText(result.outcome))
  if (new Set(texts).size === 1) return `${texts.length} × ${texts[0]}`
  return sendings.map(({ label, result }) => `${label}: ${outcomeText(result.outcome)}`).join('; ')
}

export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'responded':
      return String(outcome.status)
    case 'refused':
    case 'timed_out':
    case 'reset':
    case 'dns_failed':
    case 'tls_failed':
    case 'aborted':
      // Details are sentences of their own; here they stand within one.
      return outcome.detail.replace(/\.$/, '')
  }
}

/** What to do about an answer that is trouble in itself; nothing when it is none. */
export function troubleFix(sendings: readonly Sending[]): string | undefined {
  const answers = sendings.map(answerOf)
  if (answers.includes('crashed'))
    return 'The handler failed with a 5xx: its own log has the exception. Catch it and answer 4xx for what is not yours to handle.'
  if (answers.includes('cut'))
    return 'The connection broke before an answer: the process may have crashed. Look at its log, and handle errors on the request stream.'
  if (answers.includes('silent'))
    return 'No answer came in time: something waits for ever. Answer in every branch, also when an exception is thrown.'
  return undefined
}

function timeText({ result }: Sending): string {
  return result.outcome.kind === 'responded' ? ` in ${Math.max(1, Math.round(result.timings.totalMs))} ms` : ''
}
