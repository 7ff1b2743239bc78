/** Signatures of the right content made in another way: algorithm, encoding, key, or what is joined around the body. */
import { createHash, createHmac, createSecretKey } from 'node:crypto'
import { sameText } from '../compare.ts'
import type { SignatureTrace, SignedRequest } from '../scheme.ts'
import type { Meaning } from './variant.ts'

interface Key {
  readonly bytes: Uint8Array
  readonly meaning?: Meaning
}

interface Content {
  readonly bytes: Uint8Array
  readonly meaning?: Meaning
}

const algorithms = ['sha256', 'sha1', 'sha512', 'sha384', 'md5'] as const
const encodings = ['hex', 'base64', 'base64url'] as const

/** The way in which one of the received signatures was made, with the plainest first; nothing when none of them fits. */
export function findDigest(trace: SignatureTrace, request: SignedRequest, secret: string, isLate: () => boolean): Meaning | undefined {
  const received = trace.received.map(stripped)
  const usual = guessUsual(trace.expected)
  for (const key of keysOf(secret)) {
    for (const content of contentsOf(trace, request)) {
      for (const algorithm of algorithms) {
        if (isLate()) return undefined
        const hmac = createHmac(algorithm, createSecretKey(key.bytes)).update(content.bytes).digest()
        for (const encoding of encodings) {
          const text = hmac.toString(encoding)
          if (!received.some((signature) => sameText(comparable(text), comparable(signature)))) continue
          const meaning = meaningOf({ key, content, algorithm, encoding }, usual)
          if (meaning !== undefined) return meaning
        }
      }
    }
  }
  return truncated(trace, received) ?? plainHash(trace, received, { secret, isLate })
}

/** Padding aside: a signature without it is still that signature. */
function comparable(text: string): string {
  return text.replace(/=+$/, '')
}

function stripped(signature: string): string {
  return signature.trim().replace(/^(?:sha\d+|v\d|hmac-sha256)[=,]/, '')
}

function meaningOf(
  found: { key: Key; content: Content; algorithm: string; encoding: string },
  usual: { readonly algorithm: string; readonly encoding: string }
): Meaning | undefined {
  if (found.key.meaning !== undefined) return found.key.meaning
  if (found.content.meaning !== undefined) return found.content.meaning
  if (found.algorithm !== usual.algorithm) {
    return {
      cause: 'other_algorithm',
      sentence: `The signature was made with ${name(found.algorithm)}, and ${name(usual.algorithm)} is expected.`,
      remedy: `Let the sender use ${name(usual.algorithm)}, or choose ${name(found.algorithm)} in the scheme’s options.`
    }
  }
  if (found.encoding === usual.encoding) return undefined
  return {
    cause: 'other_encoding',
    sentence: `The signature is right but written as ${found.encoding}, and ${usual.encoding} is expected.`,
    remedy: `Let the sender write it as ${usual.encoding}, or choose ${found.encoding} in the scheme’s options.`
  }
}

function* keysOf(secret: string): Generator<Key> {
  yield { bytes: Buffer.from(secret, 'utf8') }
  const bare = secret.replace(/^[a-z]{2,8}_/i, '')
  const decoded: Meaning = {
    cause: 'secret_encoding',
    sentence:
      'The secret is encoded text, and the sender uses it the other way: decoded where the text is used, or as text where it is decoded.',
    remedy: 'Use the secret as the provider documents it; choose the scheme of that provider.'
  }
  if (bare !== secret) yield { bytes: Buffer.from(bare, 'utf8'), meaning: decoded }
  for (const text of new Set([secret, bare])) {
    const base64 = Buffer.from(text, 'base64')
    if (base64.byteLength > 0) yield { bytes: base64, meaning: decoded }
    if (/^(?:[0-9a-f]{2})+$/i.test(text)) yield { bytes: Buffer.from(text, 'hex'), meaning: decoded }
  }
  yield { bytes: Buffer.from(Buffer.from(secret).toString('base64')), meaning: decoded }
}

function* contentsOf(trace: SignatureTrace, request: SignedRequest): Generator<Content> {
  yield { bytes: trace.signedContent }
  const body = request.body
  const { timestamp } = trace
  const without: Meaning = {
    cause: 'timestamp_not_signed',
    sentence: 'The signature is over the body alone, without the timestamp that belongs before it.',
    remedy: 'Let the sender sign the timestamp too, or choose a scheme that signs the body alone.'
  }
  if (!Buffer.from(trace.signedContent).equals(body)) yield { bytes: body, meaning: without }
  const times = new Set([timestamp, ...request.headers.filter(([header]) => /timestamp|date/i.test(header)).map(([, value]) => value)])
  for (const time of times) {
    if (time === undefined) continue
    for (const join of ['.', ':', '', '\n', '|']) {
      const bytes = Buffer.concat([Buffer.from(time + join), body])
      const meaning: Meaning = {
        cause: 'content_joined',
        sentence: `The signature is over the timestamp and the body joined by ${join === '' ? 'nothing' : JSON.stringify(join)}, which is not what this scheme signs.`,
        remedy: 'Choose the scheme that signs like that, or set the signed content in the options.'
      }
      if (!bytes.equals(trace.signedContent)) yield { bytes, meaning }
      const after = Buffer.concat([body, Buffer.from(join + time)])
      if (!after.equals(trace.signedContent))
        yield {
          bytes: after,
          meaning: { ...meaning, sentence: 'The signature is over the body and then the timestamp, which is not what this scheme signs.' }
        }
    }
  }
}

function plainHash(
  trace: SignatureTrace,
  received: readonly string[],
  { secret, isLate }: { secret: string; isLate: () => boolean }
): Meaning | undefined {
  for (const algorithm of algorithms) {
    if (isLate()) return undefined
    for (const content of [
      trace.signedContent,
      Buffer.concat([Buffer.from(secret), trace.signedContent]),
      Buffer.concat([trace.signedContent, Buffer.from(secret)])
    ]) {
      const hash = createHash(algorithm).update(content).digest()
      for (const encoding of encodings) {
        if (received.some((signature) => sameText(comparable(hash.toString(encoding)), comparable(signature)))) {
          return {
            cause: 'no_hmac',
            sentence: `The signature is a plain ${name(algorithm)} hash, not an HMAC: without a key anybody could make it.`,
            remedy: 'Let the sender use an HMAC with the secret as its key.'
          }
        }
      }
    }
  }
  return undefined
}

function truncated(trace: SignatureTrace, received: readonly string[]): Meaning | undefined {
  const expected = stripped(trace.expected)
  const cut = received.find((signature) => signature.length >= 8 && signature.length < expected.length && expected.startsWith(signature))
  if (cut === undefined) return undefined
  return {
    cause: 'signature_truncated',
    sentence: `The signature is right as far as it goes, but only ${cut.length} of its ${expected.length} characters came.`,
    remedy: 'Look for a limit on header length or a column that is too short, at the sender or a proxy.'
  }
}

/** What the scheme itself uses, read off the signature it would have made. */
function guessUsual(expected: string): { algorithm: string; encoding: string } {
  const text = stripped(expected)
  const hex = /^(?:[0-9a-f]{2})+$/i.test(text)
  const bytes = Buffer.from(text, hex ? 'hex' : 'base64').byteLength
  const algorithm = { 16: 'md5', 20: 'sha1', 48: 'sha384', 64: 'sha512' }[bytes] ?? 'sha256'
  // No digest but SHA-384 fills whole groups of base64, so every other one shows its padding.
  const encoding = hex ? 'hex' : text.endsWith('=') || bytes === 48 ? 'base64' : 'base64url'
  return { algorithm, encoding }
}

function name(algorithm: string): string {
  return algorithm === 'md5' ? 'MD5' : `SHA-${algorithm.slice(3)}`
}
