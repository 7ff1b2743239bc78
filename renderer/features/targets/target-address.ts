/** What the interface says of a target's address before anything is sent. The product itself decides what may be sent to. */

export type AddressKind = 'loopback' | 'remote' | 'unreadable'

export interface TargetAddress {
  readonly kind: AddressKind
  /** Host and port, for naming it. */
  readonly host: string
}

export function readAddress(url: string): TargetAddress {
  const parsed = URL.parse(url.trim())
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return { kind: 'unreadable', host: '' }
  return { kind: isLoopback(parsed.hostname) ? 'loopback' : 'remote', host: parsed.host }
}

/** What is wrong with a URL as it is typed; the server has the last word. */
export function urlProblem(url: string): string | undefined {
  return readAddress(url).kind === 'unreadable' ? 'Write the whole URL, for example http://localhost:3000/webhook.' : undefined
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
