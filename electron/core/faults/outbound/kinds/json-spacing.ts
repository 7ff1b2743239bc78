/** The same JSON with other white space. */
import { changeJson } from '../change-json.ts'
import { writeJson } from '../json-tree.ts'
import { once, type OutboundFault } from '../outbound-fault.ts'

export const jsonSpacing = {
  kind: 'json_spacing',
  label: 'JSON: other spacing',
  summary: 'The same JSON with tabs, double spaces and a newline at its end, rightly signed.',
  group: 'body',
  expected: 'accept',
  apply: (draft, context) =>
    once(
      changeJson(draft, context, (tree) => {
        const text = writeJson(tree, draft.body, { comma: ' ,', colon: '  : ', indent: '\t' })
        return Buffer.concat([text, Buffer.from('\n')])
      })
    )
} as const satisfies OutboundFault
