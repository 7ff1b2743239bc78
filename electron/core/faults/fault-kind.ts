/** What a kind of fault is: one file each under kinds/. */
import type { FaultField, FaultKind, FaultKindInfo, FaultParams } from '../../contract/index.ts'
import type { Reply } from '../deliveries/delivery.ts'
import type { Transmission } from '../listener/transmission.ts'

/** What is done to the sender instead of, or before, the usual answer. */
export type FaultEffect =
  /** Answer this, at once. */
  | { readonly kind: 'reply'; readonly reply: Reply; readonly transmission?: Transmission }
  /** Wait, then answer as usual. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Do not answer; close after `forMs` when the sender has not. */
  | { readonly kind: 'hang'; readonly forMs: number }
  /** End the connection without a byte of answer. */
  | { readonly kind: 'drop'; readonly how: 'reset' | 'close' }
  /** Answer as usual, changed, or sent in an odd way. */
  | { readonly kind: 'alter'; readonly alter: (usual: Reply) => Altered }

export interface Altered {
  /** What is recorded as the answer. */
  readonly reply: Reply
  readonly transmission: Transmission
  /** What was sent, for the log. */
  readonly said: string
}

/** A fault as it meets one delivery. `text` is for the delivery's log: "answered 503 on purpose". */
export interface AppliedFault {
  readonly kind: FaultKind
  readonly effect: FaultEffect
  readonly text: string
}

/** When a fault is applied. */
export interface FaultOccasion {
  /** The how-manieth time this rule is applied, 1 for the first. */
  readonly turn: number
  /** Epoch ms. */
  readonly now: number
}

export interface FaultKindDefinition<Kind extends FaultKind> {
  readonly kind: Kind
  readonly label: string
  readonly group: FaultKindInfo['group']
  /** What the provider meets, one sentence. */
  readonly text: string
  readonly fields: readonly FaultField[]
  apply(params: Extract<FaultParams, { kind: Kind }>['params'], occasion: FaultOccasion): Omit<AppliedFault, 'kind'>
}
