/** The request as it stood on the wire. */
import { decodeText, latin1Text } from '../../lib/bytes.ts'
import type { CopiedRequest } from './copied-request.ts'

/** Shape: head with CRLF, an empty line, the body. A body that is not UTF-8 has one character a byte. */
export function toRawHttp({ method, url, headers, body }: CopiedRequest): string {
  const path = url.replace(/^\w+:\/\/[^/]*/, '')
  const head = [`${method} ${path} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  const { text, lossy } = decodeText(body)
  return `${head.join('\r\n')}\r\n\r\n${lossy ? latin1Text(body) : text}`
}
