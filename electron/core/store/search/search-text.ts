/**
 * The words of one delivery, by the places where a filter can look for them. Bounded, whatever the delivery holds: the first
 * chunk of a body is searched, after decompression if that stays within caps.
 */
import type { HeaderPair } from '../../../contract/index.ts'
import { contentEncodings, decompress, type DecompressionCaps } from '../decompress.ts'
import type { Reads } from '../reads.ts'
import { chunkBytes } from '../tables/captures.ts'
import type { SummaryRow } from '../tables/deliveries.ts'
import { normalise } from './normalise.ts'

/** Encoded bodies that are longer are not searched: all of one has to be read to see its beginning. */
const encodedBytes = 1_048_576
const caps: DecompressionCaps = { maxBytes: 4_194_304, maxRatio: 100 }

/** Above this share of undecodable bytes a body is no text. */
const binaryShare = 0.1

/** Type, event id and provider of a delivery. */
export function nameWords(row: SummaryRow): string {
  return normalise(`${row.event_type ?? ''} ${row.event_id ?? ''} ${row.provider}`)
}

export function urlWords(row: SummaryRow): string {
  return normalise(percentDecoded(row.url))
}

export function headerWords(headers: readonly HeaderPair[]): string {
  return normalise(headers.map(([name, value]) => `${name} ${value}`).join(' '))
}

export function bodyWords(reads: Reads, key: number, headers: readonly HeaderPair[]): string {
  return normalise(readableBody(reads, key, headers))
}

/** A body as text with escapes undone, for what was meant is looked for, not how it was written. */
export function readableBody(reads: Reads, key: number, headers: readonly HeaderPair[]): string {
  const text = decode(bodyBytes(reads, key, contentEncodings(headers)))
  if (isForm(headers)) return percentDecoded(text)
  return text.includes('\\') ? jsonUnescaped(text) : text
}

/** Whether words of a body are sure to be found in its undecoded text too. */
export function mayHoldWords(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

function bodyBytes(reads: Reads, key: number, encodings: readonly string[]): Uint8Array {
  if (encodings.length === 0) return reads.firstBodyBytes(key)
  const size = reads.partSize(key, 'body') ?? 0
  if (size > encodedBytes) return new Uint8Array(0)
  try {
    return decompress(reads.partRange(key, 'body', 0, size), encodings, caps).subarray(0, chunkBytes)
  } catch {
    return new Uint8Array(0) // Not what it says it is, or a bomb: there is nothing to read in it.
  }
}

function decode(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  let wrong = 0
  for (let index = text.indexOf('\ufffd'); index !== -1; index = text.indexOf('\ufffd', index + 1)) wrong++
  return wrong > text.length * binaryShare ? '' : text
}

function isForm(headers: readonly HeaderPair[]): boolean {
  return headers.some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.toLowerCase().startsWith('application/x-www-form-urlencoded')
  )
}

function percentDecoded(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'))
}

/** `J\u00f6rg` is Jörg, and the n of `\n` is no letter. */
function jsonUnescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|.)/gis, (_, hex: string | undefined) =>
    hex === undefined ? ' ' : String.fromCharCode(Number.parseInt(hex, 16))
  )
}
