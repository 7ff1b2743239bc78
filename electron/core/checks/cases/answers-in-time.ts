/** How long the answer to a good event took. */
import type { CheckCase } from '../check-case.ts'
import { answerOf, outcomeText } from '../judge.ts'

export const answersInTime: CheckCase = {
  id: 'answers-in-time',
  title: 'Answers in time',
  group: 'basics',
  expected: 'A 2xx answer before the provider gives up.',
  why: 'A provider that waits too long counts a failure and sends the event again, while your app is still working on the first.',
  async run(bench) {
    const { sending } = await bench.firstGood()
    const { answerWithinMs } = bench.limits
    const { scheme } = bench
    const sent = `A good event. ${scheme.success === undefined ? `Hooklab allows ${seconds(answerWithinMs)}, as ${scheme.label} names no limit.` : `${scheme.label}: ${scheme.success}`}`
    const fix = 'Store the event, answer 2xx, and do the work afterwards, in a queue or a background task.'
    if (answerOf(sending) === 'silent') return { status: 'fail', sent, received: outcomeText(sending.result.outcome), fix }
    const tookMs = Math.round(sending.result.timings.totalMs)
    const received = `The answer took ${tookMs} ms; ${seconds(answerWithinMs)} are allowed.`
    if (tookMs > answerWithinMs) return { status: 'fail', sent, received, fix }
    if (tookMs > answerWithinMs / 2) return { status: 'warn', sent, received, fix: `It is in time, but close to the limit. ${fix}` }
    return { status: 'pass', sent, received }
  }
}

function seconds(ms: number): string {
  return `${ms / 1000} s`
}
