/** One sending of one request to one URL. */
import type { AttemptTimings, HeaderPair, Outcome } from '../../contract/index.ts'

export interface OutgoingRequest {
  readonly url: string
  readonly method: string
  /** Sent as they are but for hop-by-hop headers and Host. Latin-1 text. */
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  readonly timeoutMs: number
  readonly verifyTls: boolean
  /** The developer allowed this address although it is not loopback. */
  readonly allowRemote: boolean
  readonly signal?: AbortSignal
}

export interface AttemptResult {
  readonly outcome: Outcome
  readonly timings: AttemptTimings
  /** The headers as they were sent. */
  readonly sentHeaders: readonly HeaderPair[]
  /** `body` holds the first `responseCapBytes`; `sizeBytes` is what came. */
  readonly response?: { readonly status: number; readonly headers: readonly HeaderPair[]; readonly body: Uint8Array; readonly sizeBytes: number }
}

/** Errors: TARGET_NOT_ALLOWED is thrown before anything is dialled; all else is an outcome. */
export type Send = (request: OutgoingRequest) => Promise<AttemptResult>
