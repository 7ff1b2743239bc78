/**
 * What an outbound fault is: one file each under kinds/.
 *
 * draft    a request as it would be sent without the fault
 * plan     what is sent instead: one request or several, in turn or at once
 *
 * Pure functions over bytes: the clock, the randomness and the sizes come in with the context.
 */
import type { OutboundFaultGroup, OutboundFaultInfo, OutboundFaultKind } from '../../../contract/index.ts'
import type { Transmission } from '../../forwarding/transmission.ts'
import type { Scheme, SchemeSettings, SignedRequest } from '../../schemes/scheme.ts'

/** `url` is path and query; `publicUrl` is where it goes, for schemes that sign the address. */
export type Draft = SignedRequest

export interface FaultContext {
  readonly scheme: Scheme
  readonly settings: SchemeSettings
  /** What the app verifies with; without it nothing can be signed anew. */
  readonly secret?: string | undefined
  /** Epoch ms. */
  readonly now: number
  /** Letters and digits, another each time. */
  readonly newId: () => string
  readonly sizes: FaultSizes
}

export interface FaultSizes {
  readonly hugeBodyBytes: number
  readonly slowUploadMs: number
  readonly concurrentCount: number
}

export const defaultFaultSizes: FaultSizes = { hugeBodyBytes: 8_388_608, slowUploadMs: 5_000, concurrentCount: 5 }

export interface FaultedRequest {
  readonly request: Draft
  readonly resigned: boolean
  readonly transmission?: Transmission
}

export interface FaultPlan {
  readonly requests: readonly FaultedRequest[]
  readonly order: 'in_turn' | 'at_once'
}

/** Why a fault means nothing for this request, as a sentence. */
export interface Unavailable {
  readonly unavailable: string
}

export interface OutboundFault {
  readonly kind: OutboundFaultKind
  readonly label: string
  readonly summary: string
  readonly group: OutboundFaultGroup
  readonly expected: OutboundFaultInfo['expected']
  /** Never throws. */
  readonly apply: (draft: Draft, context: FaultContext) => FaultPlan | Unavailable
}

/** A plan of one request. */
export function once(request: FaultedRequest | Unavailable): FaultPlan | Unavailable {
  return 'unavailable' in request ? request : { requests: [request], order: 'in_turn' }
}
