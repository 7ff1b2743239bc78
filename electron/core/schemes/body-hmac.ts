/** The commonest family: one header holds an HMAC, with or without a prefix, over the raw body or pieces around it. */
import type { HeaderPair } from '../../contract/index.ts'
import { hasHeader } from './headers.ts'
import { hmacClaim, hmacText, type HmacRule } from './hmac.ts'
import { oneHeader, oneTimestamp, withoutPrefix } from './read-claim.ts'
import type { Scheme, SignedRequest } from './scheme.ts'
import { signatureScheme, type Claim, type SchemeFacts, type SignedContent } from './signature-scheme.ts'
import type { Failure } from './failure.ts'
import { formatTime, type TimeFormat } from './timestamps.ts'

export interface BodyHmacRule extends HmacRule {
  readonly header: string
  /** What stands before the signature in the header, such as `sha256=`. */
  readonly prefix?: string
  /** A timestamp header that is part of what is signed. */
  readonly time?: { readonly header: string; readonly format: TimeFormat }
  /** Other headers that are part of what is signed, each needed once. */
  readonly signedHeaders?: readonly string[]
  /** What is signed; the raw body when left out. */
  content?(parts: ContentParts): SignedContent
}

/** What a content may be made of. `headers` are the values of `signedHeaders`, in order. */
export interface ContentParts {
  readonly body: Uint8Array
  readonly timestamp: string
  readonly headers: readonly string[]
  readonly request: SignedRequest
}

/** Facts of such a scheme; what the rule already says is filled in. */
export type BodyHmacFacts = Omit<SchemeFacts, 'signatureHeaders' | 'timestampHeader' | 'detect' | 'sign'> & {
  readonly detect?: Scheme['detect']
}

/** Makes a scheme that signs with one HMAC header. */
export function bodyHmacScheme(facts: BodyHmacFacts, rule: BodyHmacRule): Scheme {
  return signatureScheme(
    {
      signatureHeaders: [rule.header],
      detect: (headers) => hasHeader(headers, rule.header),
      ...(rule.time === undefined ? {} : { timestampHeader: rule.time.header }),
      ...facts,
      sign: (request, secret, now) => signBodyHmac(rule, request, secret, now)
    },
    { claim: (request) => claimBodyHmac(rule, request) }
  )
}

/** The headers that sign a request now; headers that are signed but not there yet are the caller's to add. */
export function signBodyHmac(rule: BodyHmacRule, request: SignedRequest, secret: string, now: number): HeaderPair[] {
  const timestamp = rule.time === undefined ? '' : formatTime(now, rule.time.format)
  const headers = (rule.signedHeaders ?? []).map((name) => oneHeader(request.headers, name))
  const present = headers.filter((value) => typeof value === 'string')
  if (present.length !== headers.length) return []
  const signature = hmacText(rule, secret, contentOf(rule, { body: request.body, timestamp, headers: present, request }))
  if (secret === '' || signature === undefined) return []
  const signed: HeaderPair = [rule.header, `${rule.prefix ?? ''}${signature}`]
  return rule.time === undefined ? [signed] : [[rule.time.header, timestamp], signed]
}

/** Reads the claim of one rule; for schemes that choose among several. */
export function claimBodyHmac(rule: BodyHmacRule, request: SignedRequest): Claim | Failure {
  const value = oneHeader(request.headers, rule.header)
  if (typeof value !== 'string') return value
  const signature = rule.prefix === undefined ? value : withoutPrefix(value, rule.prefix, rule.header)
  if (typeof signature !== 'string') return signature
  const headers: string[] = []
  for (const name of rule.signedHeaders ?? []) {
    const found = oneHeader(request.headers, name)
    if (typeof found !== 'string') return found
    headers.push(found)
  }
  const time = rule.time === undefined ? undefined : oneTimestamp(request.headers, rule.time.header, rule.time.format)
  if (time !== undefined && 'status' in time) return time
  const content = contentOf(rule, { body: request.body, timestamp: time?.text ?? '', headers, request })
  return hmacClaim(rule, { signatures: [signature], contents: [content], ...(time === undefined ? {} : { time }) })
}

function contentOf(rule: BodyHmacRule, parts: ContentParts): SignedContent {
  return rule.content?.(parts) ?? [parts.body]
}
