/** A delivery as something to paste elsewhere. */
import type { HeaderPair } from '../../../electron/contract/index.ts'
import { decodeText, toBase64 } from '../../lib/bytes.ts'
import { isSensitiveHeader } from './header-help.ts'

export interface CopiedRequest {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
}

export interface CopyOptions {
  /** Credentials and signatures are replaced, for pasting where others read. */
  readonly redacted?: boolean
}

/** Set by curl itself, or true for one connection only. */
const ownHeaders = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'keep-alive', 'expect'])
/** What curl adds unasked, and leaves out when told so by an empty header. */
const uninvited = ['User-Agent', 'Accept', 'Content-Type']
const redactedText = '[redacted]'

/** One shell command that sends the same bytes and headers again. For POSIX shells. */
export function toCurl(request: CopiedRequest, options: CopyOptions = {}): string {
  const { method, url, headers, body } = request
  const sent = headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()))
  const lines = [`curl -X ${shellQuote(method)} ${shellQuote(url)}`]
  for (const [name, value] of sent) lines.push(`-H ${shellQuote(`${name}: ${shown(name, value, options)}`)}`)
  for (const name of uninvited) {
    const isMissing = !sent.some(([sentName]) => sentName.toLowerCase() === name.toLowerCase())
    if (isMissing && (name !== 'Content-Type' || body.length > 0)) lines.push(`-H ${shellQuote(`${name}:`)}`)
  }
  if (body.length === 0) return lines.join(' \\\n  ')
  const text = shellText(body)
  if (text !== undefined) return [...lines, `--data-raw ${shellQuote(text)}`].join(' \\\n  ')
  return `printf %s ${shellQuote(toBase64(body))} | base64 -d | ${[...lines, '--data-binary @-'].join(' \\\n  ')}`
}

/** The request as it stood on the wire, as far as text can tell. */
export function toRawHttp(request: CopiedRequest, options: CopyOptions = {}): string {
  const url = new URL(request.url)
  const head = [
    `${request.method} ${url.pathname}${url.search} HTTP/1.1`,
    ...request.headers.map(([name, value]) => `${name}: ${shown(name, value, options)}`)
  ]
  return `${head.join('\r\n')}\r\n\r\n${decodeText(request.body).text}`
}

function shown(name: string, value: string, { redacted = false }: CopyOptions): string {
  return redacted && isSensitiveHeader(name) ? redactedText : value
}

/** The body as a shell argument, where one can carry it: no NUL, valid UTF-8, no other control characters. */
function shellText(body: Uint8Array): string | undefined {
  const { text, lossy } = decodeText(body)
  // oxlint-disable-next-line no-control-regex
  return lossy || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) ? undefined : text
}

function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`
}
