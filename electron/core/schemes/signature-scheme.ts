/**
 * The steps that every signing scheme goes through: read what the request claims, match it against each secret, then look at the time.
 *
 * claim      what a request says about itself: its signatures, its time, and the content they are over
 * recipe     how one provider's claim is read and matched; everything else about a scheme is facts
 */
import type { HeaderPair, Verdict } from '../../contract/index.ts'
import { hasHeader, headerValue } from './headers.ts'
import type { Failure } from './failure.ts'
import { failure, mismatch, unusableSecret } from './failure.ts'
import type { Scheme, SchemeSecret, SchemeSettings, SignatureTrace, SignedRequest } from './scheme.ts'
import { foreignSecretHint } from './secret-shapes.ts'
import type { ClaimedTime } from './timestamps.ts'
import { checkTolerance } from './timestamps.ts'

/** What was signed, in pieces: text is UTF-8. Joining is left to whoever needs one array. */
export type SignedContent = readonly (Uint8Array | string)[]

export interface Claim {
  /** Signatures as text, without prefix; any one of them may match. */
  readonly signatures: readonly string[]
  /** What they may be over; more than one only where the provider itself leaves it open. */
  readonly contents: readonly SignedContent[]
  readonly time?: ClaimedTime
  /** Whether a signature is this secret's; a failure when secret and claim cannot be brought together. Never throws. */
  matches(secret: string): boolean | Failure
  /** The signature this secret would give, as text; left out where only a public key is known. */
  expected?(secret: string): string | undefined
}

/** Facts of a scheme that need no code. */
export type SchemeFacts = Omit<Scheme, 'verify' | 'trace' | 'parseOptions' | 'notes' | 'optionFields' | 'secretRequired'> &
  Partial<Pick<Scheme, 'parseOptions' | 'notes' | 'optionFields' | 'secretRequired'>>

export interface Recipe {
  /** Reads the claim. Errors: a value that says what is wrong with the request; never throws. */
  claim(request: SignedRequest, settings: SchemeSettings): Claim | Failure
  /** Says why a request without a matching secret still cannot stand, such as an old unsigned timestamp. */
  withoutSecret?(request: SignedRequest, now: number, settings: SchemeSettings): Failure | undefined
  /** Looks at the claim after its signature matched, in addition to its time. */
  afterMatch?(claim: Claim, request: SignedRequest, now: number, settings: SchemeSettings): Failure | undefined
  /** True when the provider's own key verifies, which has to be fetched when none is pinned: a missing key is then a failure. */
  readonly needsProviderKey?: boolean
  /** Whether a request carries a signature at all, where the signature headers of the facts do not tell. */
  isSigned?(request: SignedRequest, settings: SchemeSettings): boolean
  /** What a signature is called in messages; the first signature header unless options or body choose another. */
  signatureName?(settings: SchemeSettings): string
}

/** Makes a scheme of its facts and its recipe. */
export function signatureScheme(facts: SchemeFacts, recipe: Recipe): Scheme {
  const scheme: Scheme = {
    notes: [],
    optionFields: [],
    secretRequired: true,
    parseOptions: () => ({}),
    ...facts,
    checkSecret: (value) => facts.checkSecret?.(value) ?? foreignSecretHint(value, facts.id),
    verify: (request, secrets, now, settings) => verify(scheme, recipe, { request, secrets, now, settings }),
    trace: (request, secret, _now, settings) => trace(recipe, request, secret, settings)
  }
  return scheme
}

/** Whether a request carries anything that looks like this scheme's signature. */
export function carriesSignature(headers: readonly HeaderPair[], names: readonly string[]): boolean {
  return names.some((name) => (headerValue(headers, name) ?? '') !== '')
}

/** True when every one of these headers came: how most providers are recognised. */
export function hasAllHeaders(...names: readonly string[]): (headers: readonly HeaderPair[]) => boolean {
  return (headers) => names.every((name) => hasHeader(headers, name))
}

/** The pieces of a signed content as one array. */
export function joinContent(content: SignedContent): Uint8Array {
  return Buffer.concat(content.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece)))
}

interface Question {
  readonly request: SignedRequest
  readonly secrets: readonly SchemeSecret[]
  readonly now: number
  readonly settings: SchemeSettings
}

function verify(scheme: Scheme, recipe: Recipe, question: Question): Verdict {
  const { request, secrets, now, settings } = question
  if (secrets.length === 0 && recipe.needsProviderKey !== true) return verdictWithoutSecret(scheme, recipe, question)
  const claim = recipe.claim(request, settings)
  if ('status' in claim) return claim
  if (secrets.length === 0) return failure('key_unavailable', `The provider's key is not at hand. ${scheme.secretHint}`)
  const match = findMatch(claim, secrets)
  if (match === undefined) return mismatch(recipe.signatureName?.(settings) ?? scheme.signatureHeaders[0] ?? 'The signature')
  if ('status' in match) return match.reason === 'key_unavailable' ? unusableSecret(`${match.detail} ${scheme.secretHint}`.trim()) : match
  const late =
    claim.time === undefined || scheme.toleranceSeconds === undefined
      ? undefined
      : checkTolerance(claim.time, now, { seconds: settings.toleranceSeconds, name: scheme.timestampHeader ?? 'The signed timestamp' })
  return recipe.afterMatch?.(claim, request, now, settings) ?? late ?? { status: 'verified', secretId: match.id }
}

function verdictWithoutSecret(scheme: Scheme, recipe: Recipe, { request, now, settings }: Question): Verdict {
  const refused = recipe.withoutSecret?.(request, now, settings)
  if (refused !== undefined) return refused
  const signed = recipe.isSigned?.(request, settings) ?? carriesSignature(request.headers, scheme.signatureHeaders)
  return signed ? { status: 'unchecked' } : { status: 'unsigned' }
}

/**
 * The secret whose signature a request bears, whatever its time: for challenges, which are answered at once.
 * `none` when the endpoint has no secret to ask, `wrong` when it has and none matches.
 */
export function signerOf(claim: Claim | Failure, secrets: readonly SchemeSecret[]): SchemeSecret | 'none' | 'wrong' {
  if (secrets.length === 0) return 'none'
  const match = 'status' in claim ? undefined : findMatch(claim, secrets)
  return match === undefined || 'status' in match ? 'wrong' : match
}

/** The first secret that matches; else the failure that stopped every one of them; else nothing. */
function findMatch(claim: Claim, secrets: readonly SchemeSecret[]): SchemeSecret | Failure | undefined {
  let stopped: Failure | undefined
  let compared = false
  for (const secret of secrets) {
    const answer = secret.value === '' ? emptySecret : claim.matches(secret.value)
    if (answer === true) return secret
    if (answer === false) compared = true
    else stopped ??= answer
  }
  return compared ? undefined : stopped
}

const emptySecret: Failure = { status: 'failed', reason: 'key_unavailable', detail: 'The secret is empty.', about: 'signature' }

function trace(recipe: Recipe, request: SignedRequest, secret: string, settings: SchemeSettings): SignatureTrace | undefined {
  const claim = recipe.claim(request, settings)
  const content = 'status' in claim ? undefined : claim.contents[0]
  if ('status' in claim || content === undefined) return undefined
  const expected = secret === '' ? undefined : claim.expected?.(secret)
  return {
    signedContent: joinContent(content),
    expected: expected ?? '',
    received: claim.signatures,
    ...(claim.time === undefined ? {} : { timestamp: claim.time.text })
  }
}
