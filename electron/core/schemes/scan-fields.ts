/**
 * Finds a few fields in large JSON by walking its bytes once, without building anything.
 * It trusts the JSON to be well formed: on other input it finds nothing or something harmless, and always ends.
 */
import type { FieldPath } from './body-fields.ts'

const scanUpToBytes = 524_288
const longestTextBytes = 4_096

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c

/** The string or number at each path; the first one wins when a key repeats. */
export function scanFields(body: Uint8Array, paths: readonly FieldPath[]): (string | number | undefined)[] {
  const found: (string | number | undefined)[] = paths.map(() => undefined)
  const end = Math.min(body.length, scanUpToBytes)
  // Nothing below the longest path is looked at, only walked over.
  const deepest = Math.max(0, ...paths.map((path) => path.length))
  const position: (string | number)[] = []
  let missing = paths.length
  let depth = 0
  let expectsKey = false
  let at = 0
  while (at < end && missing > 0) {
    const byte = body[at]
    if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      if (depth <= deepest) position[depth - 1] = byte === 0x5b ? 0 : ''
      expectsKey = byte === 0x7b
      at += 1
    } else if (byte === 0x7d || byte === 0x5d) {
      depth = Math.max(0, depth - 1)
      expectsKey = false
      at += 1
    } else if (byte === comma) {
      const index = position[depth - 1]
      if (depth <= deepest && typeof index === 'number') position[depth - 1] = index + 1
      expectsKey = depth <= deepest && typeof index === 'string'
      at += 1
    } else if (byte === quote || isScalarStart(byte)) {
      const stop = byte === quote ? endOfString(body, at, end) : endOfScalar(body, at, end)
      if (expectsKey) {
        if (depth <= deepest) position[depth - 1] = readKey(body, at, stop)
        expectsKey = false
      } else if (depth <= deepest) {
        missing -= note(found, paths, position, depth, body, at, stop)
      }
      at = stop
    } else {
      at += 1
    }
  }
  return found
}

function note(
  found: (string | number | undefined)[],
  paths: readonly FieldPath[],
  position: readonly (string | number)[],
  depth: number,
  body: Uint8Array,
  at: number,
  stop: number
): number {
  let count = 0
  for (const [index, path] of paths.entries()) {
    if (found[index] !== undefined || path.length !== depth || !path.every((key, level) => key === position[level])) continue
    const value = readScalar(body, at, stop)
    if (value === undefined) continue
    found[index] = value
    count += 1
  }
  return count
}

function readKey(body: Uint8Array, at: number, stop: number): string {
  const inside = Buffer.from(body.buffer, body.byteOffset + at + 1, Math.max(0, stop - at - 2))
  return inside.length < longestTextBytes && !inside.includes(backslash)
    ? inside.toString('utf8')
    : String(readScalar(body, at, stop) ?? '')
}

function readScalar(body: Uint8Array, at: number, stop: number): string | number | undefined {
  if (stop - at > longestTextBytes) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset + at, stop - at).toString('utf8'))
    return typeof value === 'string' || typeof value === 'number' ? value : undefined
  } catch {
    return undefined // Cut short by the bound, or not JSON.
  }
}

/** The index after the closing quote. */
function endOfString(body: Uint8Array, at: number, end: number): number {
  let index = at + 1
  while (index < end) {
    const byte = body[index]
    if (byte === backslash) index += 2
    else if (byte === quote) return index + 1
    else index += 1
  }
  return end
}

function endOfScalar(body: Uint8Array, at: number, end: number): number {
  let index = at + 1
  while (index < end && isScalarByte(body[index])) index += 1
  return index
}

/** Digits, minus, and the first letters of true, false and null. */
function isScalarStart(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x74 || byte === 0x66 || byte === 0x6e)
}

function isScalarByte(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && byte !== comma && byte !== 0x7d && byte !== 0x5d && byte !== 0x3a
}
