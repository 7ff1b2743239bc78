/** What a kind of fault is: one file each under kinds/. */
import type { FaultKind, FaultParams } from '../../contract/index.ts'
import type { Reply } from '../deliveries/delivery.ts'

/** What is done to the sender instead of, or before, the usual answer. */
export type FaultEffect =
  /** Answer this. */
  | { readonly kind: 'reply'; readonly reply: Reply }
  /** Wait, then answer as usual. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Never answer. */
  | { readonly kind: 'hang' }
  /** Reset the connection without a byte of answer. */
  | { readonly kind: 'reset' }
  /** Send the head and half of the usual answer, then reset. */
  | { readonly kind: 'reset_halfway' }

export interface FaultKindDefinition<Kind extends FaultKind> {
  readonly kind: Kind
  readonly label: string
  /** What it does, for the delivery's log: "answered 503 on purpose". */
  describe(params: Extract<FaultParams, { kind: Kind }>['params']): string
  effect(params: Extract<FaultParams, { kind: Kind }>['params']): FaultEffect
}
