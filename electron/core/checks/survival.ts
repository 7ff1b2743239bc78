/** The shape of a case that an app need not like, but must outlive. */
import { skipped, type CaseFacts } from './case-shapes.ts'
import type { CheckCase } from './check-case.ts'
import { answerOf, outcomeText, receivedText, troubleFix, type Answer } from './judge.ts'

const aftermathMs = 100

/** `fine`: the answers that are all right, as long as the app answers a good event afterwards. */
export function survival({ fault, fix, fine, expected = '', ...facts }: CaseFacts & { readonly fine: readonly Answer[] }): CheckCase {
  return {
    ...facts,
    expected,
    async run(bench) {
      const plan = bench.plan(fault)
      if ('unavailable' in plan) return skipped(fault, plan.unavailable)
      const sendings = await bench.send(fault.label, plan)
      // What ends a process often does so a moment later.
      await bench.pause(aftermathMs)
      const after = await bench.sendGood('A good event afterwards')
      const sent = `${fault.summary} Then a good event.`
      const received = `${receivedText(sendings)}; afterwards ${outcomeText(after.result.outcome)}`
      if (answerOf(after) !== 'accepted') return { status: 'fail', sent, received, fix: `The app did not outlive it. ${fix}` }
      if (sendings.every((sending) => fine.includes(answerOf(sending)))) return { status: 'pass', sent, received }
      return { status: 'warn', sent, received, fix: `${fix} ${troubleFix(sendings) ?? ''}`.trim() }
    }
  }
}
