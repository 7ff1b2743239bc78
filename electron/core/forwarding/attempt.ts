/** One sending of one request to one URL. */
import type { AttemptTimings, HeaderPair, Outcome } from '../../contract/index.ts'
import type { Transmission } from './transmission.ts'

export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  /** Sent as they are but for hop-by-hop headers and Host. Latin-1 text. */
  readonly headers: readonly HeaderPair[]
  /** In place of the URL's own host. */
  readonly host?: string
  readonly body: Uint8Array
  readonly timeoutMs: number
  readonly verifyTls: boolean
  /** The developer allowed this address although it is not loopback. */
  readonly allowRemote: boolean
  /** Link-local and metadata addresses that the developer confirmed by name, which `allowRemote` alone never opens. */
  readonly confirmedAddresses?: readonly string[]
  /** How much of the response body is kept; 256 KiB when left out. */
  readonly responseCapBytes?: number
  /** Sends the body in an unusual way; at once when left out. */
  readonly transmission?: Transmission
  readonly signal?: AbortSignal
  /** It is dialled at once, but no byte leaves before this resolves. A rejection ends it as `aborted`. */
  readonly holdUntil?: Promise<unknown>
}

export interface AttemptResult {
  readonly outcome: Outcome
  readonly timings: AttemptTimings
  /** The headers as they were sent. */
  readonly sentHeaders: readonly HeaderPair[]
  /** `body` holds the first `responseCapBytes`; `sizeBytes` is what came, also when the end never did. */
  readonly response?: {
    readonly status: number
    readonly headers: readonly HeaderPair[]
    readonly body: Uint8Array
    readonly sizeBytes: number
  }
}

/** Errors: TARGET_NOT_ALLOWED and BAD_REQUEST (no URL to send to) are thrown before anything is dialled; all else is an outcome. */
export type Send = (request: OutgoingRequest) => Promise<AttemptResult>

/** How much of a response is kept with an attempt. */
export const keptResponseBytes = 262_144
/** Where reading a response ends, and how much of one a relay passes on. */
export const longestResponseBytes = 52_428_800
