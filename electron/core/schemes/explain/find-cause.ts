/** Tries one change after another, and then two at once, until the scheme verifies. */
import type { HeaderPair } from '../../../contract/index.ts'
import type { Scheme, SchemeSettings, SignatureTrace, SignedRequest } from '../scheme.ts'
import { addressVariants } from './address-variants.ts'
import { bodyVariants } from './body-variants.ts'
import { findDigest } from './digest-variants.ts'
import type { ExplainInput } from './explain.ts'
import { headerVariants } from './header-variants.ts'
import { secretVariants, type SecretVariant } from './secret-variants.ts'
import { explainClaimedTime, skewOf } from './claimed-time.ts'
import { both, type Meaning, type Variant } from './variant.ts'

export interface SearchResult {
  readonly meaning?: Meaning
  readonly tried: number
}

/** Longer bodies are not tried with two changes at once. */
const pairsUpToBytes = 65_536

export function findCause(input: ExplainInput, trace: SignatureTrace | undefined, isLate: () => boolean): SearchResult {
  const judge = new Judge(input, isLate)
  const meaning =
    fromOtherSecrets(input, judge) ??
    fromSecrets(input, judge) ??
    fromHeaders(input, judge) ??
    fromAddress(input, judge) ??
    fromBody(input, judge) ??
    fromDigest(input, trace, isLate) ??
    fromOtherSchemes(input, judge) ??
    fromPairs(input, judge)
  return meaning === undefined ? { tried: judge.tried } : { meaning, tried: judge.tried }
}

/** Asks a scheme whether a signature fits, whatever its time. */
class Judge {
  readonly #input: ExplainInput
  readonly #isLate: () => boolean
  tried = 0

  constructor(input: ExplainInput, isLate: () => boolean) {
    this.#input = input
    this.#isLate = isLate
  }

  get isLate(): boolean {
    return this.#isLate()
  }

  fits(secret: string, request: SignedRequest, { scheme, settings }: { scheme: Scheme; settings: SchemeSettings } = this.#input): boolean {
    if (this.#isLate()) return false
    this.tried += 1
    const anyTime = { ...settings, toleranceSeconds: Number.MAX_SAFE_INTEGER }
    const verdict = scheme.verify(request, [{ id: 'tried', label: '', value: secret }], this.#input.receivedAt, anyTime)
    return verdict.status === 'verified'
  }
}

/** Every secret of this endpoint, and of the others. */
function secretsOf({ secrets, others }: ExplainInput): readonly string[] {
  return [...new Set([...secrets.map((secret) => secret.value), ...others.map((other) => other.secret.value)])]
}

function fromOtherSecrets({ others, endpointId, request }: ExplainInput, judge: Judge): Meaning | undefined {
  for (const { secret, endpointName, endpointId: otherId } of others) {
    if (otherId === endpointId || !judge.fits(secret.value, request)) continue
    const name = secret.label === '' ? 'a secret' : `the secret “${secret.label}”`
    return {
      cause: 'other_secret',
      sentence: `The signature was made with ${name} of the endpoint ${endpointName}, not with one of this endpoint.`,
      remedy: 'Add that secret to this endpoint, or let the provider send to the other one.',
      action: { kind: 'use_secret', secretId: secret.id, endpointId }
    }
  }
  return undefined
}

function fromSecrets(input: ExplainInput, judge: Judge): Meaning | undefined {
  for (const secret of secretsOf(input)) {
    const found = secretVariants(secret).find((variant) => judge.fits(variant.value, input.request))
    if (found !== undefined) return withMending(found, secret, input)
  }
  return undefined
}

/** What is stored wrongly at this endpoint can be put right at once. */
function withMending(found: SecretVariant, value: string, { secrets, endpointId }: ExplainInput): Meaning {
  const { cause, sentence, remedy, isStoredWrongly } = found
  const own = isStoredWrongly === true ? secrets.find((secret) => secret.value === value) : undefined
  return { cause, sentence, remedy, ...(own === undefined ? {} : { action: { kind: 'mend_secret', secretId: own.id, endpointId } }) }
}

function fromHeaders(input: ExplainInput, judge: Judge): Meaning | undefined {
  const variants = headerVariants(input.request.headers, input.scheme)
  return firstThatFits(input, judge, variants, (headers) => withHeaders(input.request, headers))
}

function fromAddress(input: ExplainInput, judge: Judge): Meaning | undefined {
  const settings = { ...input.settings, options: { ...input.settings.options, address: '' } }
  for (const secret of secretsOf(input)) {
    for (const variant of addressVariants(input.request, input.settings, input.publicBases)) {
      if (!judge.fits(secret, { ...input.request, publicUrl: variant.value }, { scheme: input.scheme, settings })) continue
      return {
        ...variant,
        action: { kind: 'set_options', endpointId: input.endpointId, schemeOptions: { ...input.settings.options, address: variant.value } }
      }
    }
  }
  return undefined
}

function fromBody(input: ExplainInput, judge: Judge): Meaning | undefined {
  return firstThatFits(input, judge, bodyVariants(input.request.body, input.request.headers), (body) => ({ ...input.request, body }))
}

function fromDigest(input: ExplainInput, trace: SignatureTrace | undefined, isLate: () => boolean): Meaning | undefined {
  if (trace === undefined) return undefined
  for (const secret of secretsOf(input)) {
    const own = input.scheme.trace?.(input.request, secret, input.receivedAt, input.settings)
    const found = own === undefined || own.expected === '' ? undefined : findDigest(own, input.request, secret, isLate)
    if (found !== undefined) return found
  }
  return undefined
}

/** Another provider's signature: proven with a secret that is here, or told by headers that only it sends. */
function fromOtherSchemes(input: ExplainInput, judge: Judge): Meaning | undefined {
  const { scheme, schemes, detected, endpointId, request } = input
  for (const other of [...(detected === undefined ? [] : [detected]), ...schemes]) {
    if (other.id === scheme.id || judge.isLate) continue
    const settings = { toleranceSeconds: 0, options: other.parseOptions({}) }
    const fits = secretsOf(input).some((secret) => judge.fits(secret, request, { scheme: other, settings }))
    if (!fits && other !== detected) continue
    if (!fits && headersOf(scheme).some((name) => hasHeader(request.headers, name))) continue
    return {
      cause: 'other_scheme',
      sentence: fits
        ? `The request is signed as ${other.label} does it, and this endpoint expects ${scheme.label}.`
        : `The headers are those of ${other.label}, and this endpoint expects ${scheme.label}.`,
      remedy: fits ? `Set the endpoint’s scheme to ${other.label}.` : `Set the endpoint up for ${other.label} and add its signing secret.`,
      action: { kind: 'set_scheme', scheme: other.id, endpointId }
    }
  }
  return undefined
}

/** A wrong secret over a changed body or address: two common mistakes that hide each other. */
function fromPairs(input: ExplainInput, judge: Judge): Meaning | undefined {
  if (input.request.body.byteLength > pairsUpToBytes) return undefined
  for (const secret of secretsOf(input)) {
    for (const wrong of secretVariants(secret)) {
      for (const body of bodyVariants(input.request.body, input.request.headers)) {
        if (judge.isLate) return undefined
        if (judge.fits(wrong.value, { ...input.request, body: body.value })) return both(wrong, body)
      }
    }
  }
  return undefined
}

function firstThatFits<Value>(
  input: ExplainInput,
  judge: Judge,
  variants: Iterable<Variant<Value>>,
  change: (value: Value) => SignedRequest
): Meaning | undefined {
  const secrets = secretsOf(input)
  for (const variant of variants) {
    const request = change(variant.value)
    if (secrets.some((secret) => judge.fits(secret, request))) return withTime(input, variant, request)
    if (judge.isLate) return undefined
  }
  return undefined
}

/** A request that was mended may hold a time that is out of tolerance as well. */
function withTime(input: ExplainInput, meaning: Meaning, request: SignedRequest): Meaning {
  if (input.scheme.toleranceSeconds === undefined) return meaning
  const late = Math.abs(skewOf(input, request)) > input.settings.toleranceSeconds
  return late ? both(meaning, explainClaimedTime(input, request)) : meaning
}

function withHeaders(request: SignedRequest, headers: readonly HeaderPair[]): SignedRequest {
  return { ...request, headers }
}

function headersOf(scheme: Scheme): readonly string[] {
  return scheme.signatureHeaders
}

function hasHeader(headers: readonly HeaderPair[], name: string): boolean {
  return headers.some((pair) => pair[0].toLowerCase() === name.toLowerCase())
}
