/** Every kind of fault. The type makes a kind of the contract without a file here an error, and the other way round. */
import type { FaultKind, FaultParams } from '../../contract/index.ts'
import type { FaultEffect, FaultKindDefinition } from './fault-kind.ts'
import { delayFault } from './kinds/delay.ts'
import { hangFault } from './kinds/hang.ts'
import { resetFault } from './kinds/reset.ts'
import { statusFault } from './kinds/status.ts'

export const faultKinds: { readonly [Kind in FaultKind]: FaultKindDefinition<Kind> } = {
  status: statusFault,
  delay: delayFault,
  hang: hangFault,
  reset: resetFault
}

/** What a fault does, and how the log says it. */
export function faultEffect(fault: FaultParams): { readonly effect: FaultEffect; readonly text: string } {
  // The table pairs each kind with its own params; TypeScript can't follow the pairing through the index.
  const definition = faultKinds[fault.kind] as FaultKindDefinition<FaultKind>
  const params = fault.params as never
  return { effect: definition.effect(params), text: definition.describe(params) }
}
