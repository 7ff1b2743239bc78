/** The one place where a signature or token is compared. */
import { timingSafeEqual } from 'node:crypto'

/**
 * Whether two texts are the same, in a time that does not tell where they differ.
 * Shape: Latin-1 text, as header values are. Errors: never throws; unequal lengths are simply different.
 */
export function sameText(expected: string, received: string): boolean {
  return sameBytes(Buffer.from(expected, 'utf8'), Buffer.from(received, 'utf8'))
}

/** As `sameText`, over bytes. */
export function sameBytes(expected: Uint8Array, received: Uint8Array): boolean {
  const sameLength = expected.length === received.length
  // With unequal lengths compare `expected` with itself, so that the work is the same.
  return timingSafeEqual(expected, sameLength ? received : expected) && sameLength
}
