/** What of a delivery's headers goes out again: all but those that belong to one connection. */
import type { HeaderPair } from '../../contract/index.ts'
import { headerValues } from '../schemes/headers.ts'

// Source: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1, with the older Proxy-* ones.
const hopByHop = new Set(['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'])

// A new Host and Content-Length are made for each sending. Expect asks for a pause before a body that is already whole.
const remade = new Set(['host', 'content-length', 'expect'])

/** The pairs without hop-by-hop headers: what a response may hand on, Content-Length and all. */
export function withoutHopByHop(headers: readonly HeaderPair[]): HeaderPair[] {
  const named = headerValues(headers, 'connection').flatMap((value) => value.split(',').map((name) => name.trim().toLowerCase()))
  return headers.filter(([name]) => {
    const lower = name.toLowerCase()
    return !hopByHop.has(lower) && !lower.startsWith('proxy-') && !named.includes(lower)
  })
}

/** The pairs that a request carries on: order, case and repeats as they came. */
export function outgoingHeaders(headers: readonly HeaderPair[]): HeaderPair[] {
  return withoutHopByHop(headers)
    .filter(([name]) => !remade.has(name.toLowerCase()))
    .flatMap((pair) => (pair[0].toLowerCase() === 'cookie' ? withoutOwnSession(pair) : [pair]))
}

/**
 * A cookie line without the session of Hooklab's own interface. Browsers know no ports, so a page at the listener's address sends
 * it along, and it must not get to a target. Any other line stays as it is.
 */
function withoutOwnSession(pair: HeaderPair): HeaderPair[] {
  const [name, value] = pair
  const cookies = value.split(';')
  const kept = cookies.filter((cookie) => !/^\s*hooklab-\d+=/i.test(cookie))
  if (kept.length === cookies.length) return [pair]
  return kept.length === 0 ? [] : [[name, kept.join(';').trimStart()]]
}
