/** A body far larger than any event. */
import { mapObjects, readJson, writeJson } from '../json-tree.ts'
import { once, type Draft, type OutboundFault } from '../outbound-fault.ts'
import { rightlySigned } from '../signing.ts'

export const hugeBody = {
  kind: 'huge_body',
  label: 'Huge body',
  summary: 'The body filled up to several megabytes, rightly signed.',
  group: 'body',
  expected: 'survive',
  apply: (draft, context) => once(rightlySigned({ ...draft, body: filled(draft, context.sizes.hugeBodyBytes) }, context))
} as const satisfies OutboundFault

/** JSON gets one more field and stays JSON; anything else gets letters at its end. */
function filled({ body }: Draft, sizeBytes: number): Uint8Array {
  const filler = 'x'.repeat(Math.max(0, sizeBytes - body.byteLength))
  const tree = readJson(body)
  if (tree?.kind !== 'object') return Buffer.concat([body, Buffer.from(filler)])
  const padded = mapObjects(tree, (members, depth) =>
    depth > 0 ? members : [...members, { key: '"hooklab_padding"', value: { kind: 'scalar', source: `"${filler}"` } }]
  )
  return writeJson(padded, body)
}
