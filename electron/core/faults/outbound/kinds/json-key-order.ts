/** The same JSON with its keys in another order. */
import { changeJson } from '../change-json.ts'
import { mapObjects, writeJson } from '../json-tree.ts'
import { once, type OutboundFault } from '../outbound-fault.ts'

export const jsonKeyOrder = {
  kind: 'json_key_order',
  label: 'JSON: other key order',
  summary: 'The same JSON with the keys of each object from last to first, rightly signed.',
  group: 'body',
  expected: 'accept',
  apply: (draft, context) =>
    once(
      changeJson(draft, context, (tree) =>
        writeJson(
          mapObjects(tree, (members) => members.toReversed()),
          draft.body
        )
      )
    )
} as const satisfies OutboundFault
