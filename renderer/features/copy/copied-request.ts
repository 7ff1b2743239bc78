/** A delivery on its way to be pasted elsewhere, whole or without what only the sender may know. */
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { decodeText } from '../../lib/bytes.ts'
import { redactHeader, redactUrl } from '../../lib/redaction.ts'

export interface CopiedRequest {
  readonly method: string
  /** Absolute. */
  readonly url: string
  /** Values are Latin-1 text, one character a byte. */
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  /** Epoch milliseconds. */
  readonly receivedAt: number
  readonly eventType?: string | undefined
  /** How the endpoint's provider signs, by the id of its scheme. */
  readonly scheme: string
  readonly schemeOptions: Readonly<Record<string, unknown>>
}

/** The request with credentials and signatures replaced, for pasting where others read. */
export function redact(request: CopiedRequest): CopiedRequest {
  return { ...request, url: redactUrl(request.url), headers: request.headers.map(redactHeader) }
}

/** Where the local listener takes what came to `url`, which stood on the request line: a path, or an absolute URL from a proxy's client. */
export function localUrl(listenerUrl: string, url: string): string {
  const path = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
  // A `#` that came over the wire is a character like any other; in a URL it would cut off what follows.
  return listenerUrl.replace(/\/$/, '') + (path.startsWith('/') ? '' : '/') + path.replaceAll('#', '%23')
}

/** Set by every client itself, or true for one connection only. */
const ownHeaders = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'keep-alive',
  'expect',
  'te',
  'upgrade',
  'trailer'
])

/** Headers that a client is told to send: all but those that it writes itself. */
export function headersToSend({ headers }: CopiedRequest): readonly HeaderPair[] {
  return headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()))
}

export function hasHeader(headers: readonly HeaderPair[], name: string): boolean {
  return headers.some(([candidate]) => candidate.toLowerCase() === name.toLowerCase())
}

/** The body as text that can stand in source code: valid UTF-8 without control characters but for tab and line ends. */
export function plainText(body: Uint8Array): string | undefined {
  const { text, lossy } = decodeText(body)
  // oxlint-disable-next-line no-control-regex
  return lossy || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) ? undefined : text
}

/** The bytes of a header value, which is Latin-1 text. */
export function headerBytes(value: string): Uint8Array {
  return Uint8Array.from(value, (character) => character.charCodeAt(0))
}
