/** The delivery as a HAR file with one entry, which browsers' developer tools and HTTP clients import. */
import { decodeText, toBase64 } from '../../lib/bytes.ts'
import type { CopiedRequest } from './copied-request.ts'

/** Source: http://www.softwareishard.com/blog/har-12-spec/; `encoding` beside `text` is what importers of binary bodies read. */
export function toHar({ method, url, headers, body, receivedAt }: CopiedRequest): string {
  const { searchParams } = new URL(url)
  const mimeType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? 'application/octet-stream'
  const { text, lossy } = decodeText(body)
  const entry = {
    startedDateTime: new Date(receivedAt).toISOString(),
    time: 0,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headers.map(([name, value]) => ({ name, value })),
      queryString: Array.from(searchParams, ([name, value]) => ({ name, value })),
      ...(body.length > 0 && { postData: lossy ? { mimeType, text: toBase64(body), encoding: 'base64' } : { mimeType, text } }),
      headersSize: -1,
      bodySize: body.length
    },
    response: {
      status: 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 }
  }
  return `${JSON.stringify({ log: { version: '1.2', creator: { name: 'Hooklab', version: '1' }, entries: [entry] } }, null, 2)}\n`
}
