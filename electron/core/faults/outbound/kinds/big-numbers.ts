/** JSON with numbers that a JavaScript number can't hold. */
import { changeJson } from '../change-json.ts'
import { mapObjects, mapScalars, type JsonMember, writeJson } from '../json-tree.ts'
import { once, type OutboundFault } from '../outbound-fault.ts'

/** One more than the largest whole number that a double counts up to, and what a double makes of it. */
export const bigNumber = '9007199254740993'
export const roundedBigNumber = '9007199254740992'

export const bigNumbers = {
  kind: 'big_numbers',
  label: 'JSON: big numbers',
  summary: `Numeric ids become ${bigNumber}, which a 64-bit float rounds, and a field has a longer one; rightly signed.`,
  group: 'body',
  expected: 'accept',
  apply: (draft, context) =>
    once(
      changeJson(draft, context, (tree) => {
        const withIds = mapScalars(tree, (source, key) =>
          /^\d+$/.test(source) && /(^|_)(id|number)$|Id$/.test(key ?? '') ? bigNumber : source
        )
        return writeJson(mapObjects(withIds, addNumbers), draft.body)
      })
    )
} as const satisfies OutboundFault

function addNumbers(members: readonly JsonMember[], depth: number): readonly JsonMember[] {
  if (depth > 0) return members
  return [
    ...members,
    { key: '"hooklab_big_number"', value: { kind: 'scalar', source: bigNumber } },
    { key: '"hooklab_long_number"', value: { kind: 'scalar', source: '123456789012345678901234567890.5e-3' } }
  ]
}
