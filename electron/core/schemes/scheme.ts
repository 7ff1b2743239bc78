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
  /** A secret that the provider gave with the challenge; whoever answers offers it to the endpoint, and never logs it. */
  readonly offeredSecret?: string
  /** An address the provider wants called to finish. It has passed the scheme's list of hosts; a person must agree first. */
  readonly confirmation?: { readonly url: string }
}

/** What a signature is made of, for the explainer: the content that one secret would sign, and both signatures as text. */
export interface SignatureTrace {
  readonly signedContent: Uint8Array
  readonly expected: string
  readonly received: readonly string[]
  readonly timestamp?: string
}

/** One realistic event of a provider, ready to be signed. `body` is the exact text that goes on the wire. */
export interface SampleEvent {
  readonly type: string
  readonly label: string
  readonly contentType?: string
  body(event: SampleIdentity): string
  /** Headers beside content type and signature, such as the event type. */
  headers?(event: SampleIdentity): readonly HeaderPair[]
}

/** `id` is unique to the sample; `now` is epoch milliseconds. */
export interface SampleIdentity {
  readonly id: string
  readonly now: number
}

/** A key that only the provider can give. `url` has passed the scheme's exact list of allowed hosts. */
export interface RequiredKey {
  /** A `jwk` is served only to callers with the developer's own credentials. */
  readonly kind: 'certificate' | 'jwk'
  readonly url: string
  /** Names the key among others at the same address; what to store a fetched key under. */
  readonly keyId: string
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
  /** A way of signing that several providers share: recognised only after every single provider was tried. */
  readonly family?: boolean
  /** Named option sets, for schemes that sign in more than one way: `{ v3: { version: 'v3' } }`. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly samples?: readonly SampleEvent[]
  /** False where only part of the body, or none of it, is covered by what is checked. */
  readonly signsWholeBody?: boolean
  /** The status a provider insists on for a failed verification, where it probes for it. */
  readonly rejectionStatus?: number
  /** The answer a provider counts as success, where a plain 200 is not enough or not usual. */
  readonly acknowledgement?: { readonly status: number; readonly headers: readonly HeaderPair[]; readonly body: string }
  /** What happens to secrets and signatures while the provider changes its secret, one sentence. */
  readonly rotation?: string
  /** Which answers count as success, and within what time, one sentence. */
  readonly success?: string
  /** The number in `success`: how long the provider waits for an answer. Left out where it names none. */
  readonly answerWithinSeconds?: number
  /** The provider's own specification has receivers refuse times in the future as well; most libraries only look for old ones. */
  readonly refusesFutureTimestamps?: true
  /** What the endpoint challenge is and how it is answered, one sentence. */
  readonly handshakeSummary?: string
  /** Checks and completes the endpoint's options. Errors: throws an AppError that names the field. */
  parseOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
  /** Whether a request with these headers looks like this provider's. */
  detect(headers: readonly HeaderPair[], body: Uint8Array): boolean
  /** Never throws, whatever the request holds. */
  verify(request: SignedRequest, secrets: readonly SchemeSecret[], now: number, settings: SchemeSettings): Verdict
  /**
   * The request with what signing needs in its body or address, for schemes that carry the signature there; nothing when the secret cannot
   * sign. Never throws. Callers use `resign`, which does this, `sign` and the replacing of headers.
   */
  rewrite?(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): SignedRequest | undefined
  /** The headers that make `request` valid at `now`; replaces those of the same name. Empty when the secret cannot sign. Never throws. */
  sign?(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): readonly HeaderPair[]
  /** Never throws. */
  identify(request: SignedRequest, settings: SchemeSettings): EventIdentity
  handshake?(request: SignedRequest, secrets: readonly SchemeSecret[], settings: SchemeSettings): HandshakeAnswer | undefined
  /** The key that verifying this request needs from the provider, if its address is one that may be called. Never throws. */
  requiredKey?(request: SignedRequest, settings: SchemeSettings): RequiredKey | undefined
  /** Whether the provider's keys may be fetched from this host; asked again right before a fetch. Without it nothing is fetched. */
  isKeyHost?(host: string): boolean
  /** A hint when what was pasted cannot be this scheme's secret; nothing when it looks right. */
  checkSecret?(value: string): string | undefined
  /** Never throws; nothing when the request has no signature to trace. */
  trace?(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): SignatureTrace | undefined
}
