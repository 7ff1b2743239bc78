/**
 * Standard Webhooks and those built on it: `id.timestamp.body`, with a list of versioned signatures in one header.
 * v1 is HMAC-SHA256 under a shared secret, v1a is Ed25519 under a key pair.
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { createHash } from 'node:crypto'
import type { HeaderPair } from '../../contract/index.ts'
import { sameText } from './compare.ts'
import { ed25519PrivateKey, ed25519PublicKey, signEd25519, verifyEd25519 } from './ed25519.ts'
import { decodeBase64, encode, headerBytes } from './encoding.ts'
import { failure, unfitSecret, type Failure } from './failure.ts'
import { headerValue } from './headers.ts'
import { hmacBytes, type KeyOf } from './hmac.ts'
import { oneHeader, oneTimestamp } from './read-claim.ts'
import type { Scheme, SignedRequest } from './scheme.ts'
import { hasAllHeaders, joinContent, signatureScheme, type Claim, type SchemeFacts, type SignedContent } from './signature-scheme.ts'
import { formatTime } from './timestamps.ts'

export interface StandardWebhooksRule {
  /** Before `id`, `timestamp` and `signature` in the header names: `webhook` or `svix`. */
  readonly prefix: string
  readonly keyOf: KeyOf
  /** A second key of the same secret, where the provider changed how it makes one; any match is enough, and both sign. */
  readonly otherKeyOf?: KeyOf
  /** Whether Ed25519 keys (`whsk_`, `whpk_`) may be used instead of a shared secret. */
  readonly keyPairs?: boolean
}

export type StandardWebhooksFacts = Omit<SchemeFacts, 'signatureHeaders' | 'timestampHeader' | 'toleranceSeconds' | 'detect' | 'sign'> & {
  readonly detect?: Scheme['detect']
}

/** Makes a scheme of the Standard Webhooks family. */
export function standardWebhooksScheme(facts: StandardWebhooksFacts, rule: StandardWebhooksRule): Scheme {
  const names = headerNames(rule)
  return signatureScheme(
    {
      signatureHeaders: [names.signature],
      timestampHeader: names.timestamp,
      toleranceSeconds: 300,
      refusesFutureTimestamps: true,
      detect: hasAllHeaders(names.id, names.timestamp, names.signature),
      checkSecret: rule.keyOf === decodedSecret ? checkStandardSecret : checkNothing,
      ...facts,
      sign: (request, secret, now) => signStandardWebhooks(rule, request, secret, now)
    },
    { claim: (request) => claimStandardWebhooks(rule, request) }
  )
}

/** The key of a secret written as `whsec_` and base64, the prefix being optional. */
export function decodedSecret(secret: string): Uint8Array | undefined {
  return decodeBase64(secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret)
}

/** The key of a secret used as it stands. */
export function textSecret(secret: string): Uint8Array {
  return Buffer.from(secret, 'utf8')
}

function checkStandardSecret(value: string): string | undefined {
  if (/^wh[sp]k_/.test(value)) return undefined
  if (!value.trim().startsWith('whsec_')) return 'A signing secret begins with "whsec_".'
  return decodedSecret(value.trim()) === undefined ? 'What follows "whsec_" is not base64; part of it may be missing.' : undefined
}

function checkNothing(): undefined {
  return undefined
}

function headerNames({ prefix }: StandardWebhooksRule) {
  return { id: `${prefix}-id`, timestamp: `${prefix}-timestamp`, signature: `${prefix}-signature` }
}

/** Reads the claim of one rule; for schemes that choose among several. */
export function claimStandardWebhooks(rule: StandardWebhooksRule, request: SignedRequest): Claim | Failure {
  const names = headerNames(rule)
  const list = oneHeader(request.headers, names.signature)
  if (typeof list !== 'string') return list
  const id = oneHeader(request.headers, names.id)
  if (typeof id !== 'string') return id
  const time = oneTimestamp(request.headers, names.timestamp, 'seconds')
  if ('status' in time) return time
  const signatures = list.split(' ')
  if (signatures.includes('')) return failure('malformed_header', `${names.signature} is not a list with single spaces.`)
  const content = contentOf(id, time.text, request.body)
  return {
    signatures,
    contents: [content],
    time,
    matches: (secret) => matches(rule, secret, signatures, content),
    expected: (secret) => {
      const entries = entriesFor(rule, secret, content)
      return entries.find((entry) => signatures.some((signature) => sameText(entry, signature))) ?? entries[0]
    }
  }
}

function matches(rule: StandardWebhooksRule, secret: string, signatures: readonly string[], content: SignedContent): boolean | Failure {
  const pair = rule.keyPairs === true && /^wh[sp]k_/.test(secret)
  const version = pair ? 'v1a,' : 'v1,'
  const entries = signatures.filter((entry) => entry.startsWith(version))
  if (entries.length === 0) {
    const kinds = [...new Set(signatures.map((entry) => entry.split(',')[0]?.slice(0, 8)))].join(', ')
    return failure('unsupported_algorithm', `The request carries no "${version.slice(0, -1)}" signature, only: ${kinds}.`)
  }
  if (pair) return matchesKeyPair(secret, entries, content)
  const expected = entriesFor(rule, secret, content)
  if (expected.length === 0) return unfitSecret
  let matched = false
  for (const entry of entries) for (const one of expected) matched = sameText(one, entry) || matched
  return matched
}

/** The entries that a secret gives, the usual one first. */
function entriesFor(rule: StandardWebhooksRule, secret: string, content: SignedContent): string[] {
  const other = rule.otherKeyOf === undefined ? undefined : entryFor({ ...rule, keyOf: rule.otherKeyOf }, secret, content)
  return [entryFor(rule, secret, content), other].filter((entry) => entry !== undefined)
}

function matchesKeyPair(secret: string, entries: readonly string[], content: SignedContent): boolean | Failure {
  const bytes = decodeBase64(secret.slice('whpk_'.length))
  const key = bytes === undefined ? undefined : secret.startsWith('whpk_') ? ed25519PublicKey(bytes) : ed25519PrivateKey(bytes)
  if (key === undefined) return unfitSecret
  const message = joinContent(content)
  return entries.some((entry) => {
    const signature = decodeBase64(entry.slice('v1a,'.length))
    return signature !== undefined && verifyEd25519(key, message, signature)
  })
}

/** The header entry that a secret gives; nothing for a public key or an unusable secret. */
function entryFor(rule: StandardWebhooksRule, secret: string, content: SignedContent): string | undefined {
  if (rule.keyPairs === true && /^wh[sp]k_/.test(secret)) {
    const bytes = secret.startsWith('whsk_') ? decodeBase64(secret.slice('whsk_'.length)) : undefined
    const key = bytes === undefined ? undefined : ed25519PrivateKey(bytes)
    return key === undefined ? undefined : `v1a,${encode(signEd25519(key, joinContent(content)), 'base64')}`
  }
  const key = rule.keyOf(secret)
  if (key === undefined || key.length === 0) return undefined
  return `v1,${encode(hmacBytes('sha256', key, content), 'base64')}`
}

/** The headers that sign a request now; the message id is kept, or made up when there is none. */
export function signStandardWebhooks(rule: StandardWebhooksRule, request: SignedRequest, secret: string, now: number): HeaderPair[] {
  const names = headerNames(rule)
  const id = headerValue(request.headers, names.id) || madeUpId(request.body, now)
  const time = formatTime(now, 'seconds')
  const entries = secret === '' ? [] : entriesFor(rule, secret, contentOf(id, time, request.body))
  if (entries.length === 0) return []
  return [
    [names.id, id],
    [names.timestamp, time],
    [names.signature, entries.join(' ')]
  ]
}

/** An id for a message that has none yet, the same for the same body and moment. */
function madeUpId(body: Uint8Array, now: number): string {
  return `msg_${createHash('sha256').update(body).update(String(now)).digest('hex').slice(0, 24)}`
}

function contentOf(id: string, timestamp: string, body: Uint8Array): SignedContent {
  return [headerBytes(`${id}.${timestamp}.`), body]
}
