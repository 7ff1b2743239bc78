/** Values as they are written in source code. */
import { toBase64 } from '../../lib/bytes.ts'
import { plainText } from './copied-request.ts'

/** A string of JavaScript, in ASCII but for what reads well. */
export function scriptString(text: string): string {
  const quoted = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\"/g, '"')
    .replace(/'/g, String.raw`\'`)
  return `'${escapeOdd(quoted, (code) => `\\u${code.toString(16).padStart(4, '0')}`)}'`
}

/** A `str` of Python. */
export function pythonString(text: string): string {
  // JSON's escapes are Python's, but for the slash, which JSON.stringify leaves alone.
  return escapeOdd(JSON.stringify(text), (code) => `\\u${code.toString(16).padStart(4, '0')}`)
}

/** Bytes as an expression of Node: text where they are text, else base64. */
export function nodeBytes(bytes: Uint8Array): string {
  const text = plainText(bytes)
  return text === undefined ? `Buffer.from(${scriptString(toBase64(bytes))}, 'base64')` : `Buffer.from(${scriptString(text)})`
}

/** Bytes as an expression of Python; base64 needs `import base64`. */
export function pythonBytes(bytes: Uint8Array): string {
  const text = plainText(bytes)
  return text === undefined ? `base64.b64decode(${pythonString(toBase64(bytes))})` : `${pythonString(text)}.encode()`
}

/** Direction marks and invisible characters would make source read differently from what it says. */
function escapeOdd(text: string, escape: (code: number) => string): string {
  return text.replace(/[\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\ufffb]/g, (character) =>
    escape(character.charCodeAt(0))
  )
}
