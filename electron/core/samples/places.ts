/**
 * Places in a sample's text, `{{…}}`, that are filled anew at each sending.
 *
 * {{amount}}                          the value of a field
 * {{id}} {{uuid}} {{uuid:order}}      ids; the same name gives the same id within one sample
 * {{hex:40}} {{digits:10:order}}      also `upper` (A-Z, 0-9) and `mixed` (letters of both cases, digits): so many characters
 * {{seconds}} {{seconds-60}}          the moment, or so many seconds off it; also `milliseconds`, `iso` and `isoSeconds`
 *
 * What is none of these stays as it is.
 */
import { createHash } from 'node:crypto'

export interface Filling {
  /** Epoch ms. */
  readonly now: number
  /** Unique to this sending; letters and digits. All ids are made of it. */
  readonly seed: string
  /** By field name. */
  readonly values: Readonly<Record<string, string>>
}

const place = /\{\{([\w:+-]{1,80})\}\}/g
const alphabets: Readonly<Record<string, string>> = {
  hex: '0123456789abcdef',
  digits: '0123456789',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  mixed: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
}
const longestId = 512

/** Fills the places of a text. `write` puts a value into the form that the text around it needs. */
export function fillPlaces(text: string, filling: Filling, write: (value: string) => string): string {
  return text.replaceAll(place, (whole, expression: string) => {
    const value = valueOf(expression, filling)
    return value === undefined ? whole : write(value)
  })
}

function valueOf(expression: string, { now, seed, values }: Filling): string | undefined {
  if (Object.hasOwn(values, expression)) return values[expression]
  const [, moment, offset = '0'] = /^(seconds|milliseconds|iso|isoSeconds)([+-]\d{1,9})?$/.exec(expression) ?? []
  if (moment !== undefined) return timeText(moment, now + Number(offset) * 1000)
  const [kind = '', first, name = ''] = expression.split(':')
  if (kind === 'id' && first === undefined) return seed
  if (kind === 'uuid') return uuidOf(`${seed} ${first ?? ''}`)
  const alphabet = Object.hasOwn(alphabets, kind) ? alphabets[kind] : undefined
  const length = /^\d{1,3}$/.test(first ?? '') ? Math.min(Number(first), longestId) : 0
  return alphabet === undefined || length === 0 ? undefined : drawn(`${seed} ${kind} ${name}`, alphabet, length)
}

function timeText(moment: string, at: number): string {
  switch (moment) {
    case 'seconds':
      return String(Math.floor(at / 1000))
    case 'milliseconds':
      return String(Math.floor(at))
    case 'iso':
      return new Date(at).toISOString()
    default:
      return `${new Date(at).toISOString().slice(0, 19)}Z`
  }
}

/** Never begins with a zero, so that digits are a number too. */
function drawn(seed: string, alphabet: string, length: number): string {
  const bytes = createHash('shake256', { outputLength: length }).update(seed).digest()
  const text = [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('')
  return text.startsWith('0') ? `1${text.slice(1)}` : text
}

function uuidOf(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
