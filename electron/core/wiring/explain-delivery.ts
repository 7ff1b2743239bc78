/** Why a stored delivery's verification came out as it did, with what its endpoint's first secret would have signed. */
import type { Explanation } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import { explain } from '../schemes/explain.ts'
import type { Store } from '../store/store.ts'

export interface ExplainParts {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes'>
  readonly endpoints: Endpoints
  readonly clock: Clock
}

/** Errors: NOT_FOUND when the delivery is gone; UNPROCESSABLE when no endpoint took it. */
export async function explainDelivery(id: string, { store, endpoints, clock }: ExplainParts): Promise<Explanation> {
  const [delivery, { body }] = await Promise.all([store.getDelivery(id), store.getDeliveryBytes(id)])
  if (delivery.endpointId === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      'No endpoint has the path of this delivery, so there is nothing to verify it with. Create an endpoint for the path first.'
    )
  }
  const { row, scheme, settings, secrets } = endpoints.ready(delivery.endpointId)
  return explain({
    verdict: delivery.verdict,
    endpointId: row.id,
    scheme,
    settings,
    secrets,
    request: { method: delivery.method, url: delivery.url, headers: delivery.headers, body },
    receivedAt: delivery.firstByteAt,
    now: clock.now(),
    others: endpoints.allReady().map((ready) => ({ endpointId: ready.row.id, name: ready.row.name, secrets: ready.secrets }))
  })
}
