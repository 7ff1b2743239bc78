/** Judges the head of a request that came through the tunnel: whether it is let in, and as which URL. */
import type { CallerHeader, ExposureRule, HeaderPair } from '../../contract/index.ts'
import { jsonReply, noEndpoint } from '../deliveries/answers.ts'
import type { Reply } from '../deliveries/delivery.ts'
import { pathStart } from '../endpoints/routing.ts'
import { sameText } from '../schemes/compare.ts'
import { createAddressList, type AddressList } from './address-list.ts'
import { callerAddress, callerSource } from './caller.ts'
import type { MinuteCap } from './minute-cap.ts'
import type { ExposureRules } from './rules.ts'

/** The head of a request. `rawHeaders` is Node's flat list of names and values, `url` what stood in the request line. */
export interface RequestHead {
  readonly method: string
  readonly url: string
  readonly rawHeaders: readonly string[]
}

/** The rules, made ready to be asked. */
export interface ReadyRules {
  readonly blocked: boolean
  readonly knownPathsOnly: boolean
  readonly pathToken?: string
  /** The one Authorization value that is let in, `Basic` and base64; `lost` when it can't be known, and nobody is. */
  readonly credentials?: { readonly value: string } | 'lost'
  readonly allowed: AddressList
  readonly callerHeader: CallerHeader
  readonly maxPerMinute: number
}

export type Judgement =
  /** `url` is as the endpoints know it: without the token, and otherwise as it came. */
  { readonly kind: 'let_in'; readonly url: string } | { readonly kind: 'refused'; readonly rule: ExposureRule; readonly reply: Reply }

export interface GuardContext {
  readonly drivers: readonly string[]
  readonly cap: MinuteCap
  readonly isKnownPath: (url: string) => boolean
}

/** `password` is the one in plain text; undefined when it can't be read back. */
export function makeReady(rules: ExposureRules, password: string | undefined): ReadyRules {
  const { blocked, paths, pathToken, basicAuth, allowed, callerHeader, maxPerMinute } = rules
  return {
    blocked,
    knownPathsOnly: paths === 'endpoints',
    ...(pathToken !== undefined && { pathToken }),
    ...(basicAuth !== undefined && {
      credentials: password === undefined ? ('lost' as const) : { value: basicCredentials(basicAuth.user, password) }
    }),
    allowed: createAddressList(allowed),
    callerHeader,
    maxPerMinute
  }
}

/** The value of an Authorization header, user and password in UTF-8 (RFC 7617). */
export function basicCredentials(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
}

/** Asks the rules in their order; the first that refuses decides. */
export function judge(head: RequestHead, rules: ReadyRules, { drivers, cap, isKnownPath }: GuardContext): Judgement {
  if (rules.blocked) return refuse('blocked', blockedReply)
  if (!rules.allowed.isEmpty) {
    const address = callerAddress(head.rawHeaders, callerSource(drivers, rules.callerHeader))
    if (address === undefined || !rules.allowed.has(address)) return refuse('address', addressReply)
  }
  const url = rules.pathToken === undefined ? head.url : withoutToken(head.url, rules.pathToken)
  if (url === undefined) return refuse('token', noEndpoint)
  if (rules.credentials !== undefined && !hasCredentials(head.rawHeaders, rules.credentials)) return refuse('credentials', credentialsReply)
  if (rules.knownPathsOnly && !isKnownPath(url)) return refuse('path', noEndpoint)
  const room = cap.take(rules.maxPerMinute)
  return room.taken ? { kind: 'let_in', url } : refuse('rate', rateReply(room.retryAfterSeconds))
}

function refuse(rule: ExposureRule, reply: Reply): Judgement {
  return { kind: 'refused', rule, reply }
}

/**
 * The URL without the token that its path begins with; nothing when it begins otherwise. Whole segments only, and everything else byte
 * for byte: `/t-1/webhook?x` is `/webhook?x`, `/t-1?x` is `/?x`.
 */
export function withoutToken(url: string, token: string): string | undefined {
  const start = pathStart(url)
  const end = start + 1 + token.length
  const rest = url.slice(end)
  if (url.charCodeAt(start) !== 47 || !sameText(token, url.slice(start + 1, end)) || !/^(?:[/?]|$)/.test(rest)) return undefined
  return url.slice(0, start) + (rest.startsWith('/') ? rest : `/${rest}`)
}

/** The scheme's name may be in any case (RFC 9110, section 11.1); a second Authorization line is nobody's to choose from. */
function hasCredentials(rawHeaders: readonly string[], credentials: NonNullable<ReadyRules['credentials']>): boolean {
  if (credentials === 'lost') return false
  const given: string[] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.toLowerCase() === 'authorization') given.push(rawHeaders[index + 1] ?? '')
  const [only] = given
  return given.length === 1 && only !== undefined && sameText(credentials.value, only.replace(/^basic +/i, 'Basic ').trimEnd())
}

export const blockedError = 'This URL takes no requests for now'
const blockedReply = withHeaders(jsonReply(503, blockedError), [['Retry-After', '60']])
const addressReply = jsonReply(403, 'Address not allowed')
const credentialsReply = withHeaders(jsonReply(401, 'User name and password are needed'), [
  ['WWW-Authenticate', 'Basic realm="Hooklab", charset="UTF-8"']
])

function rateReply(seconds: number): Reply {
  return withHeaders(jsonReply(429, 'Too many requests in a minute'), [['Retry-After', String(seconds)]])
}

function withHeaders(reply: Reply, headers: readonly HeaderPair[]): Reply {
  return { ...reply, headers: [...reply.headers, ...headers] }
}
