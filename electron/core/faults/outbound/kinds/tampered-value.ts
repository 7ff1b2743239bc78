/** One value of the JSON changed, under the signature of the original. */
import { mapScalars, readJson, writeJson } from '../json-tree.ts'
import { once, type Draft, type OutboundFault } from '../outbound-fault.ts'
import { tampered } from '../tampered.ts'

export const tamperedValue = {
  kind: 'tampered_value',
  label: 'Tampered body: one value',
  summary: 'One number or text in the JSON is another, the signature is that of the original.',
  group: 'signature',
  expected: 'refuse',
  apply: (draft, context) => once(tampered(draft, context, changeValue))
} as const satisfies OutboundFault

/** The last number that looks like one worth changing, else the last text. */
function changeValue({ body }: Draft): Uint8Array | undefined {
  const tree = readJson(body)
  if (tree === undefined) return undefined
  return changeLast(/^[1-9]\d{0,8}$/, (source) => String(Number(source) + 1)) ?? changeLast(/^"./, (source) => `${source.slice(0, -1)}x"`)

  function changeLast(kind: RegExp, change: (source: string) => string): Uint8Array | undefined {
    if (tree === undefined) return undefined
    let count = 0
    mapScalars(tree, (source) => {
      if (kind.test(source)) count += 1
      return source
    })
    if (count === 0) return undefined
    let seen = 0
    const changed = mapScalars(tree, (source) => {
      if (!kind.test(source)) return source
      seen += 1
      return seen === count ? change(source) : source
    })
    return writeJson(changed, body)
  }
}
