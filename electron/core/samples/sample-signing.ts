/** How a sample is signed for an endpoint: by its scheme and secret, with a key of our own, or not at all, and why. */
import type { SampleSigning } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { replaceHeaders } from '../schemes/headers.ts'
import { resign } from '../schemes/resign.ts'
import type { SignedRequest } from '../schemes/scheme.ts'
import type { OwnKey, OwnKeyKind } from './own-key.ts'

export interface SigningPlan {
  readonly signing: SampleSigning
  /** The request with its signature; as it was where it stays unsigned. Never throws. */
  readonly sign: (request: SignedRequest, now: number) => SignedRequest
}

export interface SigningInput {
  readonly endpoint: ReadyEndpoint
  /** Of the endpoint's scheme, not of the sample's provider: that is what it will be checked by. */
  readonly kind: OwnKeyKind | undefined
  readonly key: OwnKey | undefined
}

export function planSigning({ endpoint, kind, key }: SigningInput): SigningPlan {
  const { scheme, secrets, settings, row } = endpoint
  const probe = probeFor(endpoint)
  const fit = secrets.find(({ value }) => scheme.sign !== undefined && resign(scheme, probe, value, { now: 0, settings }) !== undefined)
  if (fit === undefined && kind !== undefined) return planOwnKey(endpoint, kind, key)
  if (scheme.sign === undefined) {
    return unsigned(
      `${scheme.label} signs with a key that only ${scheme.label} has, so the sample goes without a valid signature and cannot come in verified.`
    )
  }
  if (secrets.length === 0) return unsigned(`The endpoint ${row.name} has no secret, so the sample goes unsigned.`)
  if (fit === undefined) {
    return unsigned(`No secret of the endpoint ${row.name} can sign for ${scheme.label}, so the sample goes unsigned. ${scheme.secretHint}`)
  }
  return {
    signing: { signed: true, note: `Signed as ${scheme.label} signs, with a secret of the endpoint ${row.name}.`, ownKey: 'none' },
    sign: (request, now) => resign(scheme, request, fit.value, { now, settings }) ?? request
  }
}

/** A request to try secrets with, in the form that the scheme signs. */
function probeFor({ scheme, row }: ReadyEndpoint): SignedRequest {
  const event = { id: 'probe', now: 0 }
  const sample = scheme.samples?.[0]
  return {
    method: 'POST',
    url: row.path,
    headers: [['Content-Type', sample?.contentType ?? 'application/json'], ...(sample?.headers?.(event) ?? [])],
    body: Buffer.from(sample?.body(event) ?? '{}')
  }
}

function planOwnKey({ scheme, secrets, settings, row }: ReadyEndpoint, kind: OwnKeyKind, key: OwnKey | undefined): SigningPlan {
  if (key === undefined || secrets.every(({ value }) => value.trim() !== key.publicText.trim())) {
    return unsigned(
      `${scheme.label} signs with a private key that only ${scheme.label} has. Let the endpoint ${row.name} trust Hooklab’s own key as well, and samples verify.`,
      'offered'
    )
  }
  const missing = kind.missing?.(settings)
  if (missing !== undefined) return unsigned(missing, 'trusted')
  return {
    signing: {
      signed: true,
      note: `Signed with Hooklab’s own key, whose public part the endpoint ${row.name} trusts, as ${scheme.label} signs with its own.`,
      ownKey: 'trusted'
    },
    sign: (request, now) => ({ ...request, headers: replaceHeaders(request.headers, kind.sign(request, key.privateKey, now, settings)) })
  }
}

function unsigned(note: string, ownKey: SampleSigning['ownKey'] = 'none'): SigningPlan {
  return { signing: { signed: false, note, ownKey }, sign: (request) => request }
}
