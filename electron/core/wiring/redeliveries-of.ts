/** What a delivery's provider did about its event, by what the provider's scheme says of signatures and retries. */
import type { Redeliveries } from '../../contract/index.ts'
import { compareRedeliveries, type SignatureFacts } from '../deliveries/compare-redeliveries.ts'
import type { DeliverySummary } from '../../contract/index.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { findScheme } from '../schemes/registry.ts'
import type { Store } from '../store/store.ts'

export interface RedeliveryParts {
  readonly store: Pick<Store, 'eventDeliveries'>
  readonly endpoints: Endpoints
}

/** Errors: NOT_FOUND when the delivery is gone. */
export async function redeliveriesOf(id: string, { store, endpoints }: RedeliveryParts): Promise<Redeliveries> {
  const found = await store.eventDeliveries(id)
  const subject = found.items.find(({ summary }) => summary.id === id) ?? found.items.at(-1)
  return compareRedeliveries(found, factsOf(subject?.summary, endpoints))
}

function factsOf(delivery: DeliverySummary | undefined, endpoints: Endpoints): SignatureFacts {
  const scheme = findScheme(delivery?.provider ?? '')
  const endpoint = endpoints.find(delivery?.endpointId ?? '')
  // A home-made scheme names its headers in the endpoint's options.
  const { header, timestampHeader } = endpoint?.scheme.id === scheme?.id ? (endpoint?.settings.options ?? {}) : {}
  return {
    signatureHeaders: [...(scheme?.signatureHeaders ?? []), ...(typeof header === 'string' ? [header] : [])],
    timestampHeader:
      scheme?.timestampHeader ?? (typeof timestampHeader === 'string' && timestampHeader !== '' ? timestampHeader : undefined),
    schedule: scheme?.retries === undefined ? undefined : { ...scheme.retries, providerLabel: scheme.label }
  }
}
