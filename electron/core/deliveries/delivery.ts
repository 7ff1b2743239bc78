/** A delivery as the product keeps it: bytes and pairs, never re-encoded. */
import type { HeaderPair, LogStep, Outcome, Verdict } from '../../contract/index.ts'

export interface Reply {
  readonly status: number
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
}

export interface Delivery {
  readonly id: string
  readonly endpointId?: string
  readonly method: string
  /** Path and query exactly as received, Latin-1 text. */
  readonly url: string
  readonly httpVersion: string
  readonly headers: readonly HeaderPair[]
  readonly trailers: readonly HeaderPair[]
  readonly body: Uint8Array
  /** Bytes that came; more than `body.byteLength` when only the first part was kept. */
  readonly receivedBytes: number
  readonly incomplete: boolean
  readonly remoteAddress: string
  readonly viaTunnel: boolean
  /** What stands before `url` where the provider called, without a trailing slash; with the token of the public URL, if it had one. */
  readonly publicBase?: string
  /** Epoch ms. */
  readonly firstByteAt: number
  readonly lastByteAt: number
  readonly provider: string
  readonly verdict: Verdict
  readonly eventId?: string
  readonly eventType?: string
  readonly handshake: boolean
  readonly fault?: string
  /** What we answer; absent while it is held back. */
  readonly reply?: Reply
  readonly durationMs: number
  readonly log: readonly LogStep[]
}

/** What may still change after a delivery was stored. */
export interface DeliveryPatch {
  /** Verified again, because what was missing has come. */
  readonly verdict?: Verdict
  /** Who sent it and what it tells of, found out with the verdict. */
  readonly identity?: { readonly provider: string; readonly eventId?: string; readonly eventType?: string }
  readonly reply?: Reply
  readonly fault?: string
  readonly durationMs?: number
  readonly starred?: boolean
  /** Steps to append. */
  readonly log?: readonly LogStep[]
  readonly attempts?: number
  readonly lastOutcome?: Outcome
}
