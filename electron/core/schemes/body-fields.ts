/**
 * Reading a few fields of a JSON body, whoever sent it.
 * Small bodies are parsed. Large ones are scanned from the front, up to a bound, so that a hostile 10 MB body costs little.
 * Errors: never throws; what cannot be read is not there.
 */
import { parseJsonBody } from '../json-body.ts'
import { scanFields } from './scan-fields.ts'

/** Keys from the outermost object inwards; a number picks from an array. */
export type FieldPath = readonly (string | number)[]

const parseUpToBytes = 65_536
const longestText = 256

/** The text of each path, in order; numbers become text, anything else is left out. */
export function bodyFields(body: Uint8Array, paths: readonly FieldPath[]): (string | undefined)[] {
  if (!startsLikeJson(body)) return paths.map(() => undefined)
  if (body.length > parseUpToBytes) return scanFields(body, paths).map(plainText)
  const value = parseJson(body)
  return paths.map((path) => plainText(fieldAt(value, path)))
}

/** The parsed body; nothing when it is not JSON or longer than `limitBytes`. */
export function parseJson(body: Uint8Array, limitBytes = 5_242_880): unknown {
  if (body.length > limitBytes) return undefined
  return parseJsonBody(body)
}

/** The value at a path, looking at own properties only. */
export function fieldAt(value: unknown, path: FieldPath): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = Reflect.get(current, key)
  }
  return current
}

/** The text at a path; nothing for anything that is not text. */
export function textAt(value: unknown, path: FieldPath): string | undefined {
  const found = fieldAt(value, path)
  return typeof found === 'string' ? found : undefined
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value.slice(0, longestText) : undefined
}

function startsLikeJson(body: Uint8Array): boolean {
  for (const byte of body) {
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return byte === 0x7b || byte === 0x5b
  }
  return false
}
