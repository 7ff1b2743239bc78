/** A sample event as the request that its provider would send. */
import type { HeaderPair } from '../../contract/index.ts'
import { resign } from '../schemes/resign.ts'
import type { Scheme, SchemeSettings } from '../schemes/scheme.ts'
import { findSample } from './samples.ts'

export interface SampleContext {
  /** Epoch ms: the moment of the event and of its signature. */
  readonly now: number
  /** A random text that is unique to this sample; letters and digits. */
  readonly newId: () => string
  /** Path and query, and the whole URL as the provider knows it, for schemes that sign it. */
  readonly url: string
  readonly publicUrl: string
  /** Signs by an endpoint's scheme; without one, or without a secret, the sample goes unsigned. */
  readonly signing?: { readonly scheme: Scheme; readonly secret: string; readonly settings: SchemeSettings } | undefined
}

export interface SampleRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  readonly eventId?: string
  readonly signed: boolean
}

/** Errors: NOT_FOUND when there is no such sample. */
export function buildSample(provider: string, type: string | undefined, context: SampleContext): SampleRequest {
  const { scheme, sample } = findSample(provider, type)
  const { now, publicUrl, url, signing } = context
  const event = { id: context.newId(), now }
  const unsigned = {
    method: 'POST',
    url,
    publicUrl,
    headers: [['Content-Type', sample.contentType ?? 'application/json'], ...(sample.headers?.(event) ?? [])] satisfies HeaderPair[],
    body: new TextEncoder().encode(sample.body(event))
  }
  const signed = signing === undefined ? undefined : resign(signing.scheme, unsigned, signing.secret, { now, settings: signing.settings })
  const { method, headers, body, url: signedUrl } = signed ?? unsigned
  const identity = scheme.identify({ method, url: signedUrl, headers, body }, { toleranceSeconds: 0, options: scheme.parseOptions({}) })
  return {
    method,
    url: signedUrl,
    headers,
    body,
    ...(identity.eventId === undefined ? {} : { eventId: identity.eventId }),
    signed: signed !== undefined
  }
}
