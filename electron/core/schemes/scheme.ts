/**
 * A signature scheme: how one provider signs.
 *
 * delivery   one HTTP request that the listener received
 * scheme     how a provider signs it
 * verdict    what verification says of one delivery
 * secret     what the developer pasted; usable as text, never decoded before the scheme asks for it
 *
 * Everything here is a pure function over bytes. The clock is an argument (epoch milliseconds).
 */
import type { HeaderPair, RetrySchedule, SchemeOptionField, Verdict } from '../../contract/index.ts'

/** The request as it came. `url` is path and query exactly as received; `publicUrl` is what the provider called, when known. */
export interface SignedRequest {
  readonly method: string
  readonly url: string
  readonly publicUrl?: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
}

export interface SchemeSecret {
  readonly id: string
  readonly label: string
  readonly value: string
}

/** What the endpoint chose. `options` are the scheme's own, already parsed by its `parseOptions`. */
export interface SchemeSettings {
  readonly toleranceSeconds: number
  readonly options: Readonly<Record<string, unknown>>
}

export interface EventIdentity {
  readonly eventId?: string
  readonly eventType?: string
}

export interface HandshakeAnswer {
  readonly status: number
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  /** One sentence for the log. */
  readonly summary: string
}

/** What a signature is made of, for the explainer: the content that one secret would sign, and both signatures as text. */
export interface SignatureTrace {
  readonly signedContent: Uint8Array
  readonly expected: string
  readonly received: readonly string[]
  readonly timestamp?: string
}

export interface Scheme {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly docsUrl: string
  /** Header names that carry a signature, as the provider writes them. */
  readonly signatureHeaders: readonly string[]
  readonly timestampHeader?: string
  /** What a secret looks like and where to find it, one sentence. */
  readonly secretHint: string
  readonly secretRequired: boolean
  /** Default tolerance; left out when the scheme has no timestamp. */
  readonly toleranceSeconds?: number
  readonly optionFields: readonly SchemeOptionField[]
  readonly retries?: RetrySchedule
  readonly notes: readonly string[]
  /** Checks and completes the endpoint's options. Errors: throws an AppError that names the field. */
  parseOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
  /** Whether a request with these headers looks like this provider's. */
  detect(headers: readonly HeaderPair[], body: Uint8Array): boolean
  /** Never throws, whatever the request holds. */
  verify(request: SignedRequest, secrets: readonly SchemeSecret[], now: number, settings: SchemeSettings): Verdict
  /** The headers that make `request` valid at `now`; replaces those of the same name. */
  sign?(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): readonly HeaderPair[]
  /** Never throws. */
  identify(request: SignedRequest, settings: SchemeSettings): EventIdentity
  handshake?(request: SignedRequest, secrets: readonly SchemeSecret[], settings: SchemeSettings): HandshakeAnswer | undefined
  /** Never throws; nothing when the request has no signature to trace. */
  trace?(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): SignatureTrace | undefined
}
