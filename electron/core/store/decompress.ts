/** Undoes Content-Encoding for a view, with caps: a few bytes of a bomb must not become gigabytes here. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import type { HeaderPair } from '../../contract/index.ts'
import { AppError, errorMessage } from '../errors.ts'

export interface DecompressionCaps {
  /** Bytes that come out at most. */
  readonly maxBytes: number
  /** Bytes that come out for each byte that went in, at most; small results are let off. */
  readonly maxRatio: number
}

export const viewCaps: DecompressionCaps = { maxBytes: 104_857_600, maxRatio: 200 }

/** Below this size no ratio is too high. */
const smallBytes = 1_048_576
const maxEncodings = 3

type Decoder = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array

const decoders: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  // Senders disagree whether "deflate" has the zlib wrapper; the first byte tells.
  deflate: (bytes, options) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflateSync(bytes, options) : inflateRawSync(bytes, options)),
  br: brotliDecompressSync,
  zstd: zstdDecompressSync
}

/** The encodings that a body has, in the order they were put on. */
export function contentEncodings(headers: readonly HeaderPair[]): string[] {
  const values = headers.filter(([name]) => name.toLowerCase() === 'content-encoding').map(([, value]) => value)
  return values
    .join(',')
    .split(',')
    .map((encoding) => encoding.trim().toLowerCase())
    .filter((encoding) => encoding !== '' && encoding !== 'identity')
}

/** Errors: UNPROCESSABLE for an unknown encoding or bytes that don't decode; PAYLOAD_TOO_LARGE when a cap is met. */
export function decompress(bytes: Uint8Array, encodings: readonly string[], caps: DecompressionCaps): Uint8Array {
  if (encodings.length > maxEncodings)
    throw new AppError(
      'UNPROCESSABLE',
      `The body is encoded ${encodings.length} times over; ${maxEncodings} are undone at most. Look at the raw bytes.`
    )
  const maxOutputLength = Math.min(caps.maxBytes, Math.max(smallBytes, bytes.byteLength * caps.maxRatio))
  return encodings.toReversed().reduce((encoded, encoding) => decode(encoded, encoding, maxOutputLength), bytes)
}

function decode(bytes: Uint8Array, encoding: string, maxOutputLength: number): Uint8Array {
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding] : undefined
  if (decoder === undefined)
    throw new AppError(
      'UNPROCESSABLE',
      `The body's encoding "${encoding}" is none of ${Object.keys(decoders).join(', ')}. Look at the raw bytes.`
    )
  try {
    return decoder(bytes, { maxOutputLength })
  } catch (error) {
    if (error instanceof RangeError) {
      throw new AppError(
        'PAYLOAD_TOO_LARGE',
        `Decompressed, the body's ${bytes.byteLength} bytes would be more than ${maxOutputLength}, the most that is shown. Look at the raw bytes.`,
        error
      )
    }
    throw new AppError(
      'UNPROCESSABLE',
      `The body says it is ${encoding}, and does not decode: ${errorMessage(error)}. Look at the raw bytes.`,
      error
    )
  }
}
