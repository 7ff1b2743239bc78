/** Resending with a fault: what the app is shown in place of the plain request. */
import type { OutboundFaultInfo, OutboundFaultKind } from '../../contract/index.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import { defaultFaultSizes, type Draft, type FaultContext, type FaultPlan } from '../faults/outbound/outbound-fault.ts'
import { offerFaults, outboundFaults } from '../faults/outbound/registry.ts'
import { newId } from '../ids.ts'
import { detectScheme, findScheme } from '../schemes/registry.ts'
import type { Scheme } from '../schemes/scheme.ts'

/** The endpoint that a draft belongs to, and the moment of sending. */
export interface FaultSituation {
  readonly endpoint: ReadyEndpoint | undefined
  /** Epoch ms. */
  readonly now: number
}

/** What is sent for a draft with a fault. Errors: UNPROCESSABLE when the fault means nothing for it, saying why. */
export function planFault(kind: OutboundFaultKind, draft: Draft, situation: FaultSituation): FaultPlan {
  const { label, apply } = outboundFaults[kind]
  const plan = apply(draft, contextOf(draft, situation))
  if ('unavailable' in plan) throw new AppError('UNPROCESSABLE', `"${label}" can’t be done to this delivery. ${plan.unavailable}`)
  return plan
}

/** Every fault, and which of them mean something for a draft. */
export function offerFaultsFor(draft: Draft, situation: FaultSituation): OutboundFaultInfo[] {
  return offerFaults(draft, contextOf(draft, situation))
}

function contextOf(draft: Draft, { endpoint, now }: FaultSituation): FaultContext {
  const scheme = endpoint?.scheme ?? schemeOf(draft)
  return {
    scheme,
    settings: endpoint?.settings ?? { toleranceSeconds: scheme.toleranceSeconds ?? 300, options: scheme.parseOptions({}) },
    secret: endpoint?.secrets[0]?.value,
    now,
    newId: () => newId('').slice(1),
    sizes: defaultFaultSizes
  }
}

/** What came to no endpoint is read as the provider that it looks like. */
function schemeOf({ headers, body }: Draft): Scheme {
  const scheme = detectScheme(headers, body) ?? findScheme('generic')
  if (scheme === undefined) throw new Error('the generic scheme is missing')
  return scheme
}
