/** Where two lines differ, in whole words: a signature that shares its last digit with another one is another signature. */

export interface ChangedPart {
  readonly before: string
  readonly changed: string
  readonly after: string
}

/** What of `value` differs from `other`: all between what both begin and end with, widened to the words it touches. */
export function changedPart(value: string, other: string): ChangedPart {
  const shorter = Math.min(value.length, other.length)
  let start = 0
  while (start < shorter && value[start] === other[start]) start += 1
  while (start > 0 && isWithinWord(value, start, other)) start -= 1
  let rest = 0
  while (rest < shorter - start && value.at(-1 - rest) === other.at(-1 - rest)) rest += 1
  while (rest > 0 && (isJoined(value, value.length - rest) || isJoined(other, other.length - rest))) rest -= 1
  const end = value.length - rest
  return { before: value.slice(0, start), changed: value.slice(start, end), after: value.slice(end) }
}

function isWithinWord(value: string, at: number, other: string): boolean {
  return isJoined(value, at) || isJoined(other, at)
}

/** Whether the characters on both sides of a place belong together: letters and digits, or the halves of one character. */
function isJoined(text: string, at: number): boolean {
  return joined.test(text[at - 1] ?? '') && joined.test(text[at] ?? '')
}

const joined = /^[\p{L}\p{N}\p{M}\uD800-\uDFFF]$/u
