/**
 * Text as it is compared and indexed: lower-case words with one space between them. A word is a run of letters, digits and
 * underscores, so that `cus_1` is one; in scripts without spaces each character is one. Both sides of every comparison go
 * through here, so the index, a scan and a filter never disagree on what a word is.
 */

/** Words are cut here: nobody types more, and a megabyte of base64 must not become one entry of the index. */
const maxWordLength = 64

const asciiWord = /[a-z0-9_]+/g
const spacelessScript =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const anyWord = new RegExp(`[${spacelessScript}]|[[\\p{L}\\p{N}\\p{M}_]--[${spacelessScript}]]+`, 'gv')

export function normalise(text: string): string {
  const lower = text.toLowerCase()
  // eslint-disable-next-line no-control-regex -- all of ASCII is meant
  const words = lower.match(/^[\x00-\x7f]*$/.test(lower) ? asciiWord : anyWord)
  if (words === null) return ''
  return words.map((word) => (word.length > maxWordLength ? cut(word) : word)).join(' ')
}

/** Whether `words` begin at a word of `text`, both normalised: the last of them may be the beginning of a longer one. */
export function containsWords(text: string, words: string): boolean {
  return text.startsWith(words) || text.includes(` ${words}`)
}

/** Not inside a character that takes two places. */
function cut(word: string): string {
  const last = word.charCodeAt(maxWordLength - 1)
  return word.slice(0, last >= 0xd800 && last <= 0xdbff ? maxWordLength - 1 : maxWordLength)
}
