/** Each of several secrets, as while one is changed for another. */
import { duplicate } from '../../faults/outbound/kinds/duplicate.ts'
import type { CheckCase, Sending } from '../check-case.ts'
import { allAnswered, answerOf, receivedText } from '../judge.ts'

export const acceptsEachSecret: CheckCase = {
  id: 'accepts-each-secret',
  title: 'Accepts each secret that is in use',
  group: 'signature',
  expected: 'A 2xx answer for each secret.',
  why: 'While a secret is rolled, deliveries signed with the old and with the new one arrive side by side.',
  async run(bench) {
    const sent = 'A good event signed with each of the secrets.'
    if (bench.secrets.length < 2) {
      return {
        status: 'skip',
        sent: 'Nothing.',
        received: 'Does not apply: one secret was given. Give the old and the new one to check a change of secrets.'
      }
    }
    const sendings: Sending[] = []
    for (const [index, secret] of bench.secrets.entries()) {
      const plan = bench.plan(duplicate, undefined, secret)
      if ('unavailable' in plan) return { status: 'skip', sent: 'Nothing.', received: `Does not apply: ${plan.unavailable}` }
      sendings.push(...(await bench.send(`secret ${index + 1}`, { ...plan, requests: plan.requests.slice(0, 1) })))
    }
    const received = receivedText(sendings)
    if (allAnswered(sendings, 'accepted')) return { status: 'pass', sent, received }
    const refused = sendings.filter((sending) => answerOf(sending) !== 'accepted').map(({ label }) => label)
    return {
      status: 'fail',
      sent,
      received,
      fix: `Verify with every secret in use and accept when one fits; ${refused.join(' and ')} did not.`
    }
  }
}
