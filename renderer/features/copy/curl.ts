/** One shell command that sends the same bytes and headers again. For POSIX shells. */
import { toBase64 } from '../../lib/bytes.ts'
import { type CopiedRequest, hasHeader, headerBytes, headersToSend, plainText } from './copied-request.ts'

/** What curl adds unasked, and leaves out when told so by an empty header. */
const uninvited = ['User-Agent', 'Accept', 'Content-Type']

/**
 * Shape: a body that a shell argument can carry is written out; any other goes through base64 and a pipe.
 * The path goes out as it stands, dots and brackets and all.
 */
export function toCurl(request: CopiedRequest): string {
  const { method, url, body } = request
  const sent = headersToSend(request)
  const flags = `${/\/\.{1,2}(?:[/?]|$)/.test(url) ? ' --path-as-is' : ''}${/[[\]{}]/.test(url) ? ' --globoff' : ''}`
  const lines = [`curl -X ${shellQuote(method)}${flags} ${shellQuote(url)}`]
  for (const [name, value] of sent) lines.push(`-H ${shellHeader(name, value)}`)
  for (const name of uninvited) {
    if (!hasHeader(sent, name) && (name !== 'Content-Type' || body.length > 0)) lines.push(`-H ${shellQuote(`${name}:`)}`)
  }
  if (body.length === 0) return lines.join(' \\\n  ')
  const text = plainText(body)
  if (text !== undefined) return [...lines, `--data-raw ${shellQuote(text)}`].join(' \\\n  ')
  return `printf %s ${shellQuote(toBase64(body))} | base64 -d | ${[...lines, '--data-binary @-'].join(' \\\n  ')}`
}

/** A header without a value is written with a semicolon: with a colon curl would leave it out. */
function shellHeader(name: string, value: string): string {
  if (value === '') return shellQuote(`${name};`)
  const text = plainText(headerBytes(value))
  if (text !== undefined) return shellQuote(`${name}: ${text}`)
  const octal = Array.from(headerBytes(value), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
  return `"$(printf ${shellQuote(`${name.replace(/%/g, '%%')}: ${octal}`)})"`
}

function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`
}
