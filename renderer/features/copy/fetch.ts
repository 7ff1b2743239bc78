/** The request as a script for `fetch`, in Node, Deno, Bun or a page. */
import { type CopiedRequest, headersToSend, plainText } from './copied-request.ts'
import { scriptString } from './literals.ts'
import { toBase64 } from '../../lib/bytes.ts'

/** Shape: a body is bytes, so that no content type is added. `fetch` joins repeated headers and writes names in lower case. */
export function toFetch(request: CopiedRequest): string {
  const { method, url, body } = request
  const lines = [`  method: ${scriptString(method)}`]
  const headers = headersToSend(request)
  if (headers.length > 0)
    lines.push(`  headers: [\n${headers.map(([name, value]) => `    [${scriptString(name)}, ${scriptString(value)}]`).join(',\n')}\n  ]`)
  const isBodyless = /^(get|head)$/i.test(method)
  if (body.length > 0 && !isBodyless) lines.push(`  body: ${bodyExpression(body)}`)
  const note = body.length > 0 && isBodyless ? `// fetch sends no body with ${method}: the cURL line does.\n` : ''
  return `${note}const response = await fetch(${scriptString(url)}, {\n${lines.join(',\n')}\n})\nconsole.log(response.status, await response.text())\n`
}

function bodyExpression(body: Uint8Array): string {
  const text = plainText(body)
  return text === undefined
    ? `Uint8Array.from(atob(${scriptString(toBase64(body))}), (character) => character.charCodeAt(0))`
    : `new TextEncoder().encode(${scriptString(text)})`
}
