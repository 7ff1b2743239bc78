/** Headers as proxies and HTTP/2 hand them on: names in lower case, repeats joined into one line. */
import type { HeaderPair } from '../../../../contract/index.ts'
import type { OutboundFault } from '../outbound-fault.ts'
import { fresh } from '../signing.ts'

export const lowerCaseHeaders = {
  kind: 'lower_case_headers',
  label: 'Lower-case, joined headers',
  summary: 'Header names in lower case and repeated lines joined into one, as proxies and HTTP/2 hand them on.',
  group: 'connection',
  expected: 'accept',
  apply: (draft, context) => {
    const { request, resigned } = fresh(draft, context)
    return { requests: [{ request: { ...request, headers: joined(request.headers) }, resigned }], order: 'in_turn' }
  }
} as const satisfies OutboundFault

/** Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.3; cookies are joined with a semicolon (RFC 9113 8.2.3). */
function joined(headers: readonly HeaderPair[]): HeaderPair[] {
  const lines = new Map<string, string>()
  for (const [name, value] of headers) {
    const lower = name.toLowerCase()
    const before = lines.get(lower)
    lines.set(lower, before === undefined ? value : `${before}${lower === 'cookie' ? '; ' : ', '}${value}`)
  }
  return [...lines]
}
