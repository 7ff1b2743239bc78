/** JSON with fields that nobody has told the app of. */
import { changeJson } from '../change-json.ts'
import { mapObjects, type JsonMember, type JsonNode, writeJson } from '../json-tree.ts'
import { once, type OutboundFault } from '../outbound-fault.ts'

const unknown: JsonNode = {
  kind: 'object',
  members: [
    { key: '"null"', value: { kind: 'scalar', source: 'null' } },
    {
      key: '"list"',
      value: {
        kind: 'array',
        items: [
          { kind: 'scalar', source: '"\\u00e9\\ud83d\\ude80"' },
          { kind: 'object', members: [] }
        ]
      }
    }
  ]
}

export const unknownFields = {
  kind: 'unknown_fields',
  label: 'JSON: unknown fields',
  summary: 'New fields at the top and one level below, as providers add without a new version; rightly signed.',
  group: 'body',
  expected: 'accept',
  apply: (draft, context) => once(changeJson(draft, context, (tree) => writeJson(mapObjects(tree, addField), draft.body)))
} as const satisfies OutboundFault

function addField(members: readonly JsonMember[], depth: number): readonly JsonMember[] {
  return depth > 1 ? members : [...members, { key: '"hooklab_unknown_field"', value: unknown }]
}
