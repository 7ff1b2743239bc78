/**
 * Makes hostile text harmless to look at: control characters, bidirectional overrides and invisible characters become
 * symbols, so that nothing on screen reads differently from what the bytes say.
 */

export interface TextPart {
  readonly text: string
  /** Set when `text` stands for a character that can't be shown: its code point. */
  readonly codePoint?: number
}

export interface VisibleTextOptions {
  /** Line breaks and tabs stay what they are. */
  readonly keepLines?: boolean
  /** Spaces that are not the plain one become symbols too: where bytes count, they are not the same. */
  readonly markSpaces?: boolean
}

/** Ranges of code points that are never shown as they are, first and last of each, ascending. */
const hiddenRanges: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xe0000, 0xe0fff]
]

/** Spaces that look like the plain one, or like nothing. */
const oddSpace = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/

/** Most text has nothing to hide, and is told so by one quick look. */
const plain = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff]*$/

export function visibleParts(text: string, options: VisibleTextOptions = {}): readonly TextPart[] {
  const markSpaces = options.markSpaces === true && oddSpace.test(text)
  if (!markSpaces && plain.test(text)) return text === '' ? [] : [{ text }]
  const parts: TextPart[] = []
  let run = ''
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0
    const isShown = !isHidden(codePoint) && !(markSpaces && oddSpace.test(character))
    if (isShown || (options.keepLines && isLayout(codePoint))) {
      run += character
      continue
    }
    if (run !== '') parts.push({ text: run })
    run = ''
    parts.push({ text: symbolOf(codePoint), codePoint })
  }
  if (run !== '') parts.push({ text: run })
  return parts
}

/** The same as one string, where there is room for text only: labels, titles, announcements. */
export function visibleText(text: string, options: VisibleTextOptions = {}): string {
  if (plain.test(text)) return text
  return visibleParts(text, options)
    .map((part) => part.text)
    .join('')
}

/** `U+202E`, for people who want to know what a symbol stands for. */
export function codePointName(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}

const controlNames =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(' ')

/** `LF`, `TAB`, `U+202E`: what stands on the mark of a character that can't be shown. Few fonts have the symbols of control characters. */
export function markOf(codePoint: number): string {
  return controlNames[codePoint] ?? (codePoint === 0x7f ? 'DEL' : codePointName(codePoint))
}

/** A pattern of everything that is hidden, but for line breaks and tabs, for parts that search text themselves. */
export function hiddenPattern(): RegExp {
  const classes = hiddenRanges.filter(([first]) => first > 0).map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`)
  return new RegExp(`[\\u{0}-\\u{8}\\u{b}\\u{c}\\u{e}-\\u{1f}${classes.join('')}]`, 'gu')
}

function symbolOf(codePoint: number): string {
  if (codePoint <= 0x1f) return String.fromCodePoint(0x2400 + codePoint)
  if (codePoint === 0x7f) return '␡'
  return `‹${codePointName(codePoint)}›`
}

function isLayout(codePoint: number): boolean {
  return codePoint === 0x09 || codePoint === 0x0a || codePoint === 0x0d
}

function isHidden(codePoint: number): boolean {
  return hiddenRanges.some(([first, last]) => codePoint >= first && codePoint <= last)
}
