/** Compact JSON web tokens: read strictly, with the algorithm chosen by us and never by the token. */
import { sign, verify, type KeyObject } from 'node:crypto'
import { fieldAt, parseJson } from './body-fields.ts'
import { sameText } from './compare.ts'
import { decodeBase64Url, encode } from './encoding.ts'
import { failure, unfitSecret, type Failure } from './failure.ts'
import { hmacText } from './hmac.ts'
import type { HeaderPair } from '../../contract/index.ts'
import { oneHeader } from './read-claim.ts'
import type { Claim } from './signature-scheme.ts'

export interface Token {
  readonly algorithm: string
  readonly keyId?: string
  readonly claims: unknown
  /** Header and payload as they came, joined by a dot: what is signed. */
  readonly signed: string
  readonly signature: string
}

const hmacOf = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const
export type HmacTokenAlgorithm = keyof typeof hmacOf

/** Reads the token of a header; a failure when it is no token or of an algorithm that is not allowed. */
export function oneToken(headers: readonly HeaderPair[], name: string, allowed: readonly string[]): Token | Failure {
  const text = oneHeader(headers, name)
  if (typeof text !== 'string') return text
  const token = readToken(text)
  if (token === undefined) return failure('malformed_header', `${name} is not a JSON web token.`)
  if (allowed.includes(token.algorithm)) return token
  return failure(
    'unsupported_algorithm',
    `${name} says its algorithm is "${token.algorithm.slice(0, 16)}"; only ${allowed.join(', ')} is accepted.`
  )
}

/** A claim whose signature is an HMAC token. */
export function hmacTokenClaim(token: Token): Claim {
  const expected = (secret: string): string | undefined => hmacToken(token.algorithm, secret, token.signed)
  return {
    signatures: [token.signature],
    contents: [[token.signed]],
    expected,
    matches: (secret) => {
      const text = expected(secret)
      return text === undefined ? unfitSecret : sameText(text, token.signature)
    }
  }
}

/** Writes a token. */
export function writeToken(algorithm: HmacTokenAlgorithm, claims: Readonly<Record<string, unknown>>, secret: string): string | undefined {
  const signed = [{ alg: algorithm, typ: 'JWT' }, claims].map((part) => encode(Buffer.from(JSON.stringify(part)), 'base64url')).join('.')
  const signature = secret === '' ? undefined : hmacToken(algorithm, secret, signed)
  return signature === undefined ? undefined : `${signed}.${signature}`
}

/** Whether a token is signed with ES256 by this key. */
export function isSignedWithEs256(token: Token, key: KeyObject): boolean {
  const signature = decodeBase64Url(token.signature)
  if (signature === undefined || key.asymmetricKeyType !== 'ec') return false
  return verify('sha256', Buffer.from(token.signed), { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** Signs with ES256; for tests and for developers who have a key pair of their own. */
export function signWithEs256(signed: string, key: KeyObject): string {
  return encode(sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }), 'base64url')
}

/** The text of a claim. */
export function textClaim(token: Token, name: string): string | undefined {
  const value = fieldAt(token.claims, [name])
  return typeof value === 'string' ? value : undefined
}

/** A claim that is a time, in epoch milliseconds. */
export function timeClaim(token: Token, name: string): number | undefined {
  const value = fieldAt(token.claims, [name])
  return typeof value === 'number' && Number.isFinite(value) ? value * 1000 : undefined
}

function readToken(text: string): Token | undefined {
  const parts = text.split('.')
  const [header = '', payload = '', signature = ''] = parts
  const [head, claims] = [decodeJson(header), decodeJson(payload)]
  const algorithm = fieldAt(head, ['alg'])
  const keyId = fieldAt(head, ['kid'])
  if (parts.length !== 3 || typeof algorithm !== 'string' || typeof claims !== 'object' || claims === null) return undefined
  return { algorithm, claims, signature, signed: `${header}.${payload}`, ...(typeof keyId === 'string' ? { keyId } : {}) }
}

function decodeJson(part: string): unknown {
  const bytes = decodeBase64Url(part)
  return bytes === undefined ? undefined : parseJson(bytes, 65_536)
}

function hmacToken(algorithm: string, secret: string, signed: string): string | undefined {
  if (!isHmac(algorithm)) return undefined
  return hmacText({ algorithm: hmacOf[algorithm], encoding: 'base64url' }, secret, [signed])
}

function isHmac(algorithm: string): algorithm is HmacTokenAlgorithm {
  return Object.hasOwn(hmacOf, algorithm)
}
