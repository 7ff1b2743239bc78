/** Answers to endpoint challenges. Whatever a request sent is only ever echoed as plain text or JSON. */
import type { HeaderPair } from '../../contract/index.ts'
import type { HandshakeAnswer } from './scheme.ts'

/** An answer of plain text; sniffing is forbidden, because the text is the sender's. */
export function textAnswer(body: string, summary: string): HandshakeAnswer {
  const headers: HeaderPair[] = [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['X-Content-Type-Options', 'nosniff']
  ]
  return { status: 200, headers, body: Buffer.from(body, 'utf8'), summary }
}

/** An answer of JSON with status 200. */
export function jsonAnswer(value: unknown, summary: string): HandshakeAnswer {
  return { status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from(JSON.stringify(value), 'utf8'), summary }
}

/** An answer without a body. */
export function emptyAnswer(status: number, summary: string, headers: readonly HeaderPair[] = []): HandshakeAnswer {
  return { status, headers, body: new Uint8Array(), summary }
}
