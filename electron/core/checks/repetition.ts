/** The shape of a case that sends one event several times: all accepted, one effect. */
import type { CaseFacts } from './case-shapes.ts'
import { skipped } from './case-shapes.ts'
import type { Bench, CheckCase, Effect, Sending } from './check-case.ts'
import { allAnswered, answerOf, receivedText, troubleFix } from './judge.ts'
import { exceeds } from './state-probe.ts'

export function repetition({ fault, fix, expected = 'A 2xx answer.', ...facts }: CaseFacts): CheckCase {
  return {
    ...facts,
    expected,
    async run(bench) {
      const plan = bench.plan(fault)
      if ('unavailable' in plan) return skipped(fault, plan.unavailable)
      const sendings: Sending[] = []
      const effect = await bench.effectOf(async () => {
        sendings.push(...(await bench.send(fault.label, plan)))
      })
      const sent = fault.summary
      const received = receivedText(sendings)
      if (!allAnswered(sendings, 'accepted')) return { status: 'fail', sent, received, fix: answerFix(sendings) }
      return { sent, ...(await judgeEffect(bench, { effect, received, fix })) }
    }
  }
}

function answerFix(sendings: readonly Sending[]): string {
  const refused = sendings.some((sending) => answerOf(sending) === 'refused')
  if (refused) return 'A duplicate is no error: answer 2xx for it, or the provider goes on sending.'
  return troubleFix(sendings) ?? 'Answer 2xx for an event that was handled already.'
}

interface Repeated {
  readonly effect: Effect | undefined
  readonly received: string
  readonly fix: string
}

async function judgeEffect(bench: Bench, { effect, received, fix }: Repeated) {
  if (effect === undefined && bench.hasProbe) {
    const why = 'The state URL no longer answers with JSON, so effects can’t be counted.'
    return { status: 'warn', received: `${received}. ${why}`, fix: 'Look at why the state URL fails.' } as const
  }
  if (effect === undefined)
    return { status: 'pass', received: `${received}. Whether it had one effect was not looked at: give a state URL to prove it.` } as const
  const { effect: single = new Map<string, number>() } = await bench.firstGood()
  if (single.size === 0) {
    const why = 'The state URL shows no number, list or key that a good event changes, so effects can’t be counted.'
    return {
      status: 'warn',
      received: `${received}. ${why}`,
      fix: 'Give a URL whose JSON counts what events do, such as orders or the sum of payments.'
    } as const
  }
  const more = exceeds(single, effect)
  if (more !== undefined) {
    return {
      status: 'fail',
      received: `${received}; ${more.path} changed by ${more.now}, where one event changes it by ${more.once}.`,
      fix
    } as const
  }
  return { status: 'pass', received: `${received}, and one effect in the state.` } as const
}
