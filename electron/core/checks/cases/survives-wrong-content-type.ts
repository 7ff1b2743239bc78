/** A content type that does not fit the body. */
import { wrongContentType } from '../../faults/outbound/kinds/wrong-content-type.ts'
import { skipped } from '../case-shapes.ts'
import type { CheckCase } from '../check-case.ts'
import { answerOf, receivedText, troubleFix } from '../judge.ts'

export const survivesWrongContentType: CheckCase = {
  id: 'survives-wrong-content-type',
  title: 'Copes with another content type',
  group: 'body',
  expected: 'A 2xx or 4xx answer, no crash.',
  why: 'Body parsers that look at the content type leave the body out when it is another one, and what comes after fails on it.',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16',
  async run(bench) {
    const plan = bench.plan(wrongContentType)
    if ('unavailable' in plan) return skipped(wrongContentType, plan.unavailable)
    const sendings = await bench.send(wrongContentType.label, plan)
    const [sending] = sendings
    const received = receivedText(sendings)
    const sent = wrongContentType.summary
    if (sending !== undefined && ['accepted', 'refused'].includes(answerOf(sending))) return { status: 'pass', sent, received }
    return { status: 'warn', sent, received, fix: `Read the raw body whatever its content type says. ${troubleFix(sendings) ?? ''}`.trim() }
  }
}
