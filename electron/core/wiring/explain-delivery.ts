/** Why a stored delivery's verification came out as it did, told with all that the developer has set up. */
import type { Explanation } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import { calledUrlOf } from '../deliveries/public-url.ts'
import { secretsFor, type KeySource } from '../deliveries/verify-request.ts'
import { explain } from '../schemes/explain/explain.ts'
import { detectScheme, schemes } from '../schemes/registry.ts'
import type { Store } from '../store/store.ts'

export interface ExplainParts {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes'>
  readonly endpoints: Endpoints
  readonly clock: Clock
  readonly keys: KeySource
  /** The public URL as it is now. */
  readonly publicUrl: string | undefined
}

/** Errors: NOT_FOUND when the delivery is gone; UNPROCESSABLE when no endpoint has it. */
export async function explainDelivery(id: string, { store, endpoints, clock, keys, publicUrl }: ExplainParts): Promise<Explanation> {
  const [delivery, { body }] = await Promise.all([store.getDelivery(id), store.getDeliveryBytes(id)])
  const endpoint = endpoints.find(delivery.endpointId ?? '')
  if (endpoint === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      'No endpoint has this delivery, so there is nothing to verify it with. Create an endpoint for its path first.'
    )
  }
  const { row, scheme, settings } = endpoint
  const { method, url, headers, verdict } = delivery
  const request = { method, url, publicUrl: calledUrlOf(delivery, publicUrl), headers, body }
  return explain({
    verdict,
    endpointId: row.id,
    scheme,
    settings,
    secrets: secretsFor(endpoint, request, keys).secrets,
    request,
    receivedAt: delivery.firstByteAt,
    now: clock.now(),
    bodyTruncated: delivery.bodyTruncated !== undefined,
    others: endpoints
      .allReady()
      .flatMap((other) => other.secrets.map((secret) => ({ endpointId: other.row.id, endpointName: other.row.name, secret }))),
    schemes,
    detected: detectScheme(headers, body),
    publicBases: publicUrl === undefined ? [] : [publicUrl]
  })
}
