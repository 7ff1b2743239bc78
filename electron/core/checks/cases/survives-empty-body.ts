/** A signed request without a body. */
import { emptyBody } from '../../faults/outbound/kinds/empty-body.ts'
import { skipped } from '../case-shapes.ts'
import type { CheckCase } from '../check-case.ts'
import { answerOf, receivedText, troubleFix } from '../judge.ts'

export const survivesEmptyBody: CheckCase = {
  id: 'survives-empty-body',
  title: 'Refuses an empty body without crashing',
  group: 'body',
  expected: 'A 4xx answer, and an app that lives on.',
  why: 'Monitors, scanners and broken proxies send empty requests. A parser that throws on them must not take the process along.',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.1',
  async run(bench) {
    const plan = bench.plan(emptyBody)
    if ('unavailable' in plan) return skipped(emptyBody, plan.unavailable)
    const sendings = await bench.send(emptyBody.label, plan)
    const [sending] = sendings
    const received = receivedText(sendings)
    const sent = emptyBody.summary
    if (sending !== undefined && answerOf(sending) === 'refused') return { status: 'pass', sent, received }
    if (sending !== undefined && answerOf(sending) === 'accepted')
      return { status: 'warn', sent, received, fix: 'An empty body is no event. Answer 400, so that a broken sender is noticed.' }
    return {
      status: 'fail',
      sent,
      received,
      fix: `Parse the body inside a try, and answer 400 when it is empty or no JSON. ${troubleFix(sendings) ?? ''}`.trim()
    }
  }
}
