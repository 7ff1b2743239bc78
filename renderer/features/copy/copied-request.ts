/** A delivery on its way to be pasted elsewhere, whole or without what only the sender may know. */
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { decodeText } from '../../lib/bytes.ts'
import { isSensitiveHeader } from '../detail/header-help.ts'

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

export const redactedText = '[redacted]'

const sensitiveParameter = /token|secret|signature|password|api_?key|^key$|^sig$/i

/** The request with credentials and signatures replaced, for pasting where others read. */
export function redact(request: CopiedRequest): CopiedRequest {
  return {
    ...request,
    url: redactUrl(request.url),
    headers: request.headers.map(([name, value]): HeaderPair => [name, isSensitiveHeader(name) ? redactedText : value])
  }
}

/** By hand and not through URLSearchParams, which would write every other parameter anew. */
function redactUrl(url: string): string {
  const [address = '', query] = url.split('?', 2)
  if (query === undefined) return url
  const parts = query.split('&').map((part) => {
    const name = part.split('=', 1)[0] ?? ''
    return part.includes('=') && sensitiveParameter.test(name) ? `${name}=redacted` : part
  })
  return `${address}?${parts.join('&')}`
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
