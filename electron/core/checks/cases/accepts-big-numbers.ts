/** JSON with numbers that a double can't hold. */
import { bigNumber, bigNumbers, roundedBigNumber } from '../../faults/outbound/kinds/big-numbers.ts'
import { acceptance, skipped } from '../case-shapes.ts'
import type { CheckCase } from '../check-case.ts'

const accepted = acceptance({
  id: 'accepts-big-numbers',
  title: 'Accepts big numbers, and keeps them',
  group: 'body',
  fault: bigNumbers,
  expected: 'A 2xx answer; with a state URL, the number as it was sent.',
  why: 'JSON numbers have no size. Ids of 64 bits lose their last digits in a double, and then belong to somebody else.',
  source: 'https://www.rfc-editor.org/rfc/rfc8259#section-6',
  fix: 'Verify over the raw bytes, and do not fail on numbers that you do not use.'
})

export const acceptsBigNumbers: CheckCase = {
  ...accepted,
  async run(bench) {
    let end = skipped(bigNumbers, '')
    await bench.effectOf(async () => {
      end = await accepted.run(bench)
    })
    const state = end.status === 'pass' ? await bench.stateText() : undefined
    if (state === undefined || state.includes(bigNumber) || !state.includes(roundedBigNumber)) return end
    return {
      ...end,
      status: 'fail',
      received: `${end.received}, but the state has ${roundedBigNumber} for ${bigNumber}.`,
      fix: 'Read large ids as text or with a parser that keeps them: JSON.parse with the source text of a number, or a BigInt-aware library.'
    }
  }
}
