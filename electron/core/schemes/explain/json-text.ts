/**
 * JSON written again, token by token: spacing, escapes and order change, numbers and everything else stay letter by letter.
 * Parsing and printing would also turn 1.0 into 1, which is a difference of its own.
 */

export interface JsonStyle {
  /** Between elements, and between a key and its value. */
  readonly comma: string
  readonly colon: string
  /** One level of indentation; none keeps everything on one line. */
  readonly indent?: string
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs

/** The same JSON in another style; undefined when the text is no JSON that can be walked. */
export function restyle(text: string, { comma, colon, indent }: JsonStyle): string | undefined {
  const tokens = text.match(token)
  if (tokens === null) return undefined
  let depth = 0
  let result = ''
  const line = (): string => (indent === undefined ? '' : `\n${indent.repeat(depth)}`)
  for (const [index, piece] of tokens.entries()) {
    const empty = (piece === '}' && tokens[index - 1] === '{') || (piece === ']' && tokens[index - 1] === '[')
    if (piece === '{' || piece === '[') {
      depth += 1
      const closesAtOnce = tokens[index + 1] === '}' || tokens[index + 1] === ']'
      result += piece + (closesAtOnce ? '' : line())
    } else if (piece === '}' || piece === ']') {
      depth -= 1
      result += (empty ? '' : line()) + piece
    } else if (piece === ',') {
      result += indent === undefined ? comma : `,${line()}`
    } else if (piece === ':') {
      result += colon
    } else {
      result += piece
    }
  }
  return depth === 0 ? result : undefined
}

/** Every string token changed by `change`, which gets the text between the quotes. */
export function mapStrings(text: string, change: (inside: string) => string): string {
  return text.replaceAll(/"((?:[^"\\]|\\.)*)"/gs, (_whole, inside: string) => `"${change(inside)}"`)
}

/** Non-ASCII characters as `\uXXXX`, as Python and PHP print them. */
export function escapeUnicode(inside: string, upperCase: boolean): string {
  return inside.replaceAll(/[\u0080-\uffff]/g, (character) => {
    const hex = character.charCodeAt(0).toString(16).padStart(4, '0')
    return `\\u${upperCase ? hex.toUpperCase() : hex}`
  })
}

/** `\uXXXX` as the character itself, unless it must stay escaped. */
export function unescapeUnicode(inside: string): string {
  return inside.replaceAll(/\\u([0-9a-fA-F]{4})/g, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code < 0x80 ? whole : String.fromCharCode(code)
  })
}
