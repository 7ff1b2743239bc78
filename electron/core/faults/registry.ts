/** Every kind of fault. The type makes a kind of the contract without a file here an error, and the other way round. */
import type { FaultKind, FaultKindInfo, FaultParams } from '../../contract/index.ts'
import type { AppliedFault, FaultKindDefinition, FaultOccasion } from './fault-kind.ts'
import { bigFault } from './kinds/big.ts'
import { contentTypeFault } from './kinds/content-type.ts'
import { delayFault } from './kinds/delay.ts'
import { dripFault } from './kinds/drip.ts'
import { emptyFault } from './kinds/empty.ts'
import { hangFault } from './kinds/hang.ts'
import { malformedFault } from './kinds/malformed.ts'
import { rateLimitFault } from './kinds/rate-limit.ts'
import { redirectFault } from './kinds/redirect.ts'
import { resetFault } from './kinds/reset.ts'
import { statusFault } from './kinds/status.ts'
import { truncatedFault } from './kinds/truncated.ts'

/** In the order that a picker shows them. */
export const faultKinds: { readonly [Kind in FaultKind]: FaultKindDefinition<Kind> } = {
  status: statusFault,
  rate_limit: rateLimitFault,
  redirect: redirectFault,
  content_type: contentTypeFault,
  big: bigFault,
  delay: delayFault,
  hang: hangFault,
  drip: dripFault,
  reset: resetFault,
  empty: emptyFault,
  truncated: truncatedFault,
  malformed: malformedFault
}

/** What a fault does on this occasion, and how the log says it. */
export function applyFault(fault: FaultParams, occasion: FaultOccasion): AppliedFault {
  // The table pairs each kind with its own params; TypeScript can't follow the pairing through the index.
  const definition = faultKinds[fault.kind] as FaultKindDefinition<FaultKind>
  return { kind: fault.kind, ...definition.apply(fault.params, occasion) }
}

/** All kinds as an interface draws them. */
export function faultKindInfos(): FaultKindInfo[] {
  return Object.values(faultKinds).map(({ kind, label, group, text, fields }) => ({ kind, label, group, text, fields: [...fields] }))
}
