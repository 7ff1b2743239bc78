/** Schemes with one header of named parts: `t=1767225600,v1=abc,v1=def`. */
import { hasHeader } from './headers.ts'
import { failure, timestampFailure, type Failure } from './failure.ts'
import { hmacClaim, hmacText, type HmacRule } from './hmac.ts'
import { malformedTime, oneHeader } from './read-claim.ts'
import type { Scheme, SignedRequest } from './scheme.ts'
import { signatureScheme, type Claim, type SchemeFacts, type SignedContent } from './signature-scheme.ts'
import { formatTime, parseTime, type ClaimedTime, type TimeFormat } from './timestamps.ts'

export interface ListedRule extends HmacRule {
  readonly header: string
  /** Between parts: `,` mostly. */
  readonly separator: string
  /** What else may stand between parts, where the provider's own library is not strict. */
  readonly splitBy?: RegExp
  readonly signatureKey: string
  /** The signed timestamp among the parts; `joint` stands between it and the body in what is signed. */
  readonly time?: { readonly key: string; readonly format: TimeFormat; readonly joint: string }
}

export type ListedFacts = Omit<SchemeFacts, 'signatureHeaders' | 'detect' | 'sign'>

/** Makes a scheme that signs `timestamp + joint + body` and writes time and signatures into one header. */
export function listedScheme(facts: ListedFacts, rule: ListedRule): Scheme {
  return signatureScheme(
    {
      signatureHeaders: [rule.header],
      detect: (headers) => hasHeader(headers, rule.header),
      ...facts,
      sign: (request, secret, now) => {
        const time = rule.time === undefined ? '' : formatTime(now, rule.time.format)
        const signature = secret === '' ? undefined : hmacText(rule, secret, content(rule, time, request.body))
        if (signature === undefined) return []
        const first = rule.time === undefined ? '' : `${rule.time.key}=${time}${rule.separator}`
        return [[rule.header, `${first}${rule.signatureKey}=${signature}`]]
      }
    },
    { claim: (request) => claimListed(rule, request) }
  )
}

/** The parts of such a header, in order; a failure when one has no name or a space in it. */
function listedParts(value: string, { separator, splitBy, header }: ListedRule): [key: string, value: string][] | Failure {
  const parts: [string, string][] = []
  for (const part of value.split(splitBy ?? separator)) {
    const [, key, text] = /^(\w+)=(.*)$/.exec(part) ?? []
    if (key === undefined || text === undefined) {
      return failure('malformed_header', `${header} is not a list of name=value parts, with "${separator}" between them.`)
    }
    parts.push([key, text])
  }
  return parts
}

function claimListed(rule: ListedRule, request: SignedRequest): Claim | Failure {
  const value = oneHeader(request.headers, rule.header)
  if (typeof value !== 'string') return value
  const parts = listedParts(value, rule)
  if ('status' in parts) return parts
  const valuesOf = (key: string): string[] => parts.filter(([name]) => name === key).map(([, found]) => found)
  const time = claimTime(rule, valuesOf)
  if (time !== undefined && 'status' in time) return time
  const signatures = valuesOf(rule.signatureKey)
  if (signatures.length === 0) return failure('unsupported_algorithm', `${rule.header} has no signature "${rule.signatureKey}=".`)
  return hmacClaim(rule, { signatures, contents: [content(rule, time?.text ?? '', request.body)], ...(time === undefined ? {} : { time }) })
}

function claimTime(rule: ListedRule, valuesOf: (key: string) => readonly string[]): ClaimedTime | Failure | undefined {
  if (rule.time === undefined) return undefined
  const [text, ...others] = valuesOf(rule.time.key)
  if (text === undefined) return timestampFailure('malformed_header', `${rule.header} has no timestamp "${rule.time.key}=".`)
  if (others.length > 0) return timestampFailure('malformed_header', `${rule.header} has more than one timestamp "${rule.time.key}=".`)
  return parseTime(text, rule.time.format) ?? malformedTime(`The timestamp in ${rule.header}`, rule.time.format)
}

function content(rule: ListedRule, time: string, body: Uint8Array): SignedContent {
  return rule.time === undefined ? [body] : [`${time}${rule.time.joint}`, body]
}
