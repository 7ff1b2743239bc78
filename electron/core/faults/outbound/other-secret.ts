/** Text of the same shape as another: a wrong secret that still looks like one, a wrong signature, a fresh id. */

/** Each letter and digit one step on within its own kind (digits, a to f, g to z), so that hex stays hex and base64 stays base64. */
export function shifted(text: string, step = 1): string {
  return text.replaceAll(/[0-9a-zA-Z]/g, (character) => shift(character, step))
}

/** A secret that is not the given one but has its prefix, length and alphabet. */
export function otherSecret(secret: string): string {
  const { prefix, rest } = afterPrefix(secret)
  return prefix + shiftedBefore(rest, endBytes)
}

/** A signature whose first half is right and which is wrong after that. */
export function wrongEnd(signature: string): string {
  const half = Math.ceil(signature.length / 2)
  return signature.slice(0, half) + shiftedBefore(signature.slice(half), endBytes)
}

/** What base64 ends with is not free to change: its last bits belong to no byte. */
const endBytes = 4

function shiftedBefore(text: string, kept: number): string {
  return text.length <= kept ? shifted(text) : shifted(text.slice(0, -kept)) + text.slice(-kept)
}

/** An id of the same shape, made of a seed: prefix and separators stay. */
export function reshaped(id: string, seed: string): string {
  const { prefix, rest } = afterPrefix(id)
  let at = 0
  const digits = Buffer.from(seed, 'latin1')
  return (
    prefix +
    rest.replaceAll(/[0-9a-zA-Z]/g, (character) => {
      at += 1
      return shift(character, (digits[at % digits.length] ?? at) + at)
    })
  )
}

/** What stands before the last `_` belongs to the kind of thing, as in `whsec_…` and `evt_…`. */
function afterPrefix(text: string): { readonly prefix: string; readonly rest: string } {
  const prefix = /^[a-zA-Z]+(?:_[a-zA-Z]+)*_/.exec(text)?.[0] ?? ''
  return prefix.length < text.length ? { prefix, rest: text.slice(prefix.length) } : { prefix: '', rest: text }
}

const kinds = ['123456789', '0', 'abcdef', 'ghijklmnopqrstuvwxyz', 'ABCDEF', 'GHIJKLMNOPQRSTUVWXYZ']

function shift(character: string, step: number): string {
  // A leading zero would change what a number is, so digits go round without it, and a zero becomes any of them.
  if (character === '0') return String((step % 9) + 1)
  const kind = kinds.find((one) => one.includes(character)) ?? character
  return kind.charAt((kind.indexOf(character) + step) % kind.length)
}
