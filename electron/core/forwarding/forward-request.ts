/** What goes to a target for a delivery: its URL, and the headers by the target's rules. */
import type { HeaderPair, Target } from '../../contract/index.ts'
import { hasHeader, headerValue } from '../schemes/headers.ts'
import type { OutgoingRequest } from './attempt.ts'
import { outgoingHeaders } from './outgoing-headers.ts'
import { buildTargetUrl } from './target-url.ts'

/** The part of a delivery that goes out. */
export interface Forwardable {
  readonly method: string
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
}

/** Errors: as for buildTargetUrl. */
export function buildForwardRequest(target: Target, delivery: Forwardable, endpointPath: string): OutgoingRequest {
  return {
    ...targetLimits(target),
    url: buildTargetUrl(target, delivery.url, endpointPath),
    method: delivery.method,
    headers: applyHeaderRules(outgoingHeaders(delivery.headers), target),
    body: delivery.body
  }
}

/** What a target says of every request to it. */
export function targetLimits(
  target: Pick<Target, 'timeoutMs' | 'verifyTls' | 'allowRemote' | 'confirmedAddresses' | 'setHeaders'>
): Pick<OutgoingRequest, 'timeoutMs' | 'verifyTls' | 'allowRemote' | 'confirmedAddresses' | 'host'> {
  const host = headerValue(target.setHeaders, 'host')
  const { timeoutMs, verifyTls, allowRemote, confirmedAddresses } = target
  return { timeoutMs, verifyTls, allowRemote, confirmedAddresses, ...(host === undefined ? {} : { host }) }
}

/** Removes, then sets: a header that is set stands where its namesake stood, or at the end. */
export function applyHeaderRules(
  headers: readonly HeaderPair[],
  { setHeaders, removeHeaders }: Pick<Target, 'setHeaders' | 'removeHeaders'>
): HeaderPair[] {
  const removed = new Set(removeHeaders.map((name) => name.toLowerCase()))
  const waiting = new Map(setHeaders.map(([name]) => [name.toLowerCase(), setHeaders.filter((pair) => sameName(pair, name))]))
  const kept = headers.flatMap((pair) => {
    const name = pair[0].toLowerCase()
    if (removed.has(name)) return []
    if (!hasHeader(setHeaders, name)) return [pair]
    const replacement = waiting.get(name) ?? []
    waiting.delete(name)
    return replacement
  })
  return [...kept, ...[...waiting.values()].flat()]
}

function sameName(pair: HeaderPair, name: string): boolean {
  return pair[0].toLowerCase() === name.toLowerCase()
}
