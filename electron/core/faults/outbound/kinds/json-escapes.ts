/** The same JSON with characters written as escapes. */
import { escapeUnicode } from '../../../schemes/explain/json-text.ts'
import { changeJson } from '../change-json.ts'
import { mapScalars, writeJson } from '../json-tree.ts'
import { once, type OutboundFault } from '../outbound-fault.ts'

export const jsonEscapes = {
  kind: 'json_escapes',
  label: 'JSON: escaped characters',
  summary: 'The same JSON with \\u escapes and \\/ in its texts, rightly signed.',
  group: 'body',
  expected: 'accept',
  apply: (draft, context) =>
    once(
      changeJson(draft, context, (tree) =>
        writeJson(
          mapScalars(tree, (source) => (source.startsWith('"') ? escape(source) : source)),
          draft.body
        )
      )
    )
} as const satisfies OutboundFault

function escape(source: string): string {
  // A slash after a backslash may be the second half of an escape that is there already.
  const slashes = source.replaceAll(/(?<!\\)\//g, '\\/')
  const first = /^"([a-zA-Z])/.exec(slashes)?.[1]
  const letter = first === undefined ? slashes : `"\\u${first.charCodeAt(0).toString(16).padStart(4, '0')}${slashes.slice(2)}`
  return escapeUnicode(letter, false)
}
