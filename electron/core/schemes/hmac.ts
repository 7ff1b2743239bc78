/** HMAC over content in pieces, as text, and its comparison with what came. */
import { createHmac, createSecretKey, hash } from 'node:crypto'
import { sameText } from './compare.ts'
import { encode, type Encoding } from './encoding.ts'
import { unfitSecret, type Failure } from './failure.ts'
import type { Claim, SignedContent } from './signature-scheme.ts'

export type HmacAlgorithm = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** How a secret becomes a key; nothing when the text cannot be one. */
export type KeyOf = (secret: string) => Uint8Array | undefined

export interface HmacRule {
  readonly algorithm: HmacAlgorithm
  readonly encoding: Encoding
  /** UTF-8 bytes of the whole text unless the provider decodes it. */
  readonly keyOf?: KeyOf
}

/** The signature of one content as text; nothing when the secret cannot be a key. */
export function hmacText(rule: HmacRule, secret: string, content: SignedContent): string | undefined {
  const key = keyBytes(rule, secret)
  return key === undefined ? undefined : digest(rule, key, content)
}

/** A claim whose signatures are HMACs. Received text is compared as it stands: no case, space or padding is forgiven. */
export function hmacClaim(rule: HmacRule, read: Omit<Claim, 'matches' | 'expected'>): Claim {
  return {
    ...read,
    matches: (secret) => matches(rule, secret, read),
    expected: (secret) => hmacText(rule, secret, read.contents[0] ?? [])
  }
}

/** HMAC-hashes pieces one after another, so that a large body is never copied. */
export function hmacBytes(algorithm: HmacAlgorithm, key: Uint8Array, content: SignedContent): Uint8Array {
  const small = smallContent(content)
  if (small !== undefined) return smallHmac(algorithm, key, small)
  // A key object: handing over bare bytes is measured five times slower in Node 24.
  const hmac = createHmac(algorithm, createSecretKey(key))
  for (const piece of content) hmac.update(piece)
  return hmac.digest()
}

/** Up to here copying costs less than the objects around native handles, which the heap gets rid of slowly. */
const smallBytes = 16_384
const blockBytes = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 } as const
const innerPad = 0x36
const outerPad = 0x5c

function smallContent(content: SignedContent): readonly Uint8Array[] | undefined {
  let bytes = 0
  for (const piece of content) bytes += piece.length
  return bytes > smallBytes ? undefined : content.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece))
}

/** RFC 2104, section 2: H(K XOR opad, H(K XOR ipad, text)). */
function smallHmac(algorithm: HmacAlgorithm, key: Uint8Array, content: readonly Uint8Array[]): Uint8Array {
  const block = blockBytes[algorithm]
  const fitting = key.length > block ? hash(algorithm, key, 'buffer') : key
  const inner = hash(algorithm, Buffer.concat([padded(fitting, block, innerPad), ...content]), 'buffer')
  return hash(algorithm, Buffer.concat([padded(fitting, block, outerPad), inner]), 'buffer')
}

function padded(key: Uint8Array, sizeBytes: number, pad: number): Uint8Array {
  const bytes = Buffer.alloc(sizeBytes, pad)
  for (const [index, byte] of key.entries()) bytes[index] = byte ^ pad
  return bytes
}

function matches(rule: HmacRule, secret: string, read: Omit<Claim, 'matches' | 'expected'>): boolean | Failure {
  const key = keyBytes(rule, secret)
  if (key === undefined) return unfitSecret
  let matched = false
  for (const content of read.contents) {
    const expected = digest(rule, key, content)
    // No early end: the time must not tell which of several signatures was close.
    for (const signature of read.signatures) matched = sameText(expected, signature) || matched
  }
  return matched
}

function digest(rule: HmacRule, key: Uint8Array, content: SignedContent): string {
  return encode(hmacBytes(rule.algorithm, key, content), rule.encoding)
}

function keyBytes(rule: HmacRule, secret: string): Uint8Array | undefined {
  const key = rule.keyOf === undefined ? Buffer.from(secret, 'utf8') : rule.keyOf(secret)
  return key === undefined || key.length === 0 ? undefined : key
}
