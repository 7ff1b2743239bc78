/** The two shapes that most cases have: a request that must be refused, and one that must be accepted. */
import type { CheckGroup } from '../../contract/index.ts'
import type { OutboundFault } from '../faults/outbound/outbound-fault.ts'
import type { CaseEnd, CheckCase } from './check-case.ts'
import { allAnswered, answerOf, receivedText, troubleFix } from './judge.ts'

export interface CaseFacts {
  readonly id: string
  readonly title: string
  readonly group: CheckGroup
  readonly fault: OutboundFault
  readonly why: string
  readonly source?: string
  /** What to change when the expectation is not met. */
  readonly fix: string
  readonly expected?: string
}

/** Must be answered 4xx, and must do nothing. */
export function refusal({ fault, fix, expected = 'A 4xx answer, and no effect.', ...facts }: CaseFacts, mild = false): CheckCase {
  return {
    ...facts,
    expected,
    async run(bench) {
      const plan = bench.plan(fault)
      if ('unavailable' in plan) return skipped(fault, plan.unavailable)
      let sendings: Awaited<ReturnType<typeof bench.send>> = []
      const effect = await bench.effectOf(async () => {
        sendings = await bench.send(fault.label, plan)
      }, false)
      const [first] = sendings
      const received = receivedText(sendings)
      const sent = fault.summary
      if (first === undefined) return skipped(fault, 'Nothing was sent.')
      if (effect !== undefined && effect.size > 0 && answerOf(first) !== 'accepted')
        return {
          status: 'fail',
          sent,
          received: `${received}, and yet the state changed at ${[...effect.keys()].join(', ')}`,
          fix: `Verify before anything is written. ${fix}`
        }
      switch (answerOf(first)) {
        case 'refused':
          return { status: 'pass', sent, received }
        case 'accepted':
          return { status: mild ? 'warn' : 'fail', sent, received, fix }
        case 'redirected':
          return { status: 'warn', sent, received, fix: 'Answer 401 or 403 yourself; a redirect tells the sender nothing.' }
        case 'crashed':
          return {
            status: 'warn',
            sent,
            received,
            fix: 'It was not accepted, but a 5xx looks like a crash, and providers send it again for days. Catch the error of your verification and answer 401 or 403.'
          }
        case 'silent':
        case 'cut':
          return { status: 'fail', sent, received, ...fixOf(troubleFix(sendings)) }
      }
    }
  }
}

/** Must be answered 2xx. */
export function acceptance({ fault, fix, expected = 'A 2xx answer.', ...facts }: CaseFacts): CheckCase {
  return {
    ...facts,
    expected,
    async run(bench) {
      const plan = bench.plan(fault)
      if ('unavailable' in plan) return skipped(fault, plan.unavailable)
      const sendings = await bench.send(fault.label, plan)
      const received = receivedText(sendings)
      if (allAnswered(sendings, 'accepted')) return { status: 'pass', sent: fault.summary, received }
      const trouble = troubleFix(sendings)
      return { status: 'fail', sent: fault.summary, received, fix: trouble === undefined ? fix : `${fix} ${trouble}` }
    }
  }
}

export function skipped(fault: OutboundFault, why: string): CaseEnd {
  return { status: 'skip', sent: `Nothing. It would have been: ${fault.summary}`, received: `Does not apply: ${why}` }
}

export function fixOf(fix: string | undefined): { readonly fix?: string } {
  return fix === undefined ? {} : { fix }
}
