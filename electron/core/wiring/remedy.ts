/** Does what the explainer proposed for a delivery, and tells how the delivery stands then. */
import type { DeliveryDetail, Explanation, RemedyAction } from '../../contract/index.ts'
import { calledUrlOf } from '../deliveries/public-url.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import { mendedSecret } from '../schemes/explain/mended-secret.ts'
import type { Store } from '../store/store.ts'
import type { Keys } from './open-keys.ts'

export interface RemedyParts {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes'>
  readonly endpoints: Endpoints
  readonly keys: Pick<Keys, 'verifyNow'>
  /** The public URL as it is now, without a path. */
  readonly publicUrl: string | undefined
  readonly explain: (deliveryId: string) => Promise<Explanation>
}

/**
 * Changes the delivery's endpoint, verifies the delivery again and explains it anew; the endpoint's other deliveries follow by themselves.
 * Errors: NOT_FOUND when the delivery, the endpoint or the secret is gone; UNPROCESSABLE when the remedy is for another endpoint.
 */
export async function carryOutRemedy(id: string, action: RemedyAction, parts: RemedyParts): Promise<Explanation> {
  const delivery = await parts.store.getDelivery(id)
  if (delivery.endpointId !== action.endpointId)
    throw new AppError('UNPROCESSABLE', 'The remedy is for another endpoint than that of the delivery. Ask for its explanation again.')
  await change(action, delivery, parts)
  await parts.keys.verifyNow(id)
  return parts.explain(id)
}

async function change(action: RemedyAction, delivery: DeliveryDetail, parts: RemedyParts): Promise<void> {
  const { endpoints } = parts
  switch (action.kind) {
    case 'use_secret':
      return endpoints.useSecret(action.endpointId, action.secretId)
    case 'mend_secret':
      return mendSecret(action, delivery, parts)
    case 'set_scheme':
      return void (await endpoints.update(action.endpointId, { scheme: action.scheme }))
    case 'set_options':
      return void (await endpoints.update(action.endpointId, { schemeOptions: action.schemeOptions }))
    case 'set_tolerance':
      return void (await endpoints.update(action.endpointId, { toleranceSeconds: action.toleranceSeconds }))
  }
}

async function mendSecret(
  { endpointId, secretId }: Extract<RemedyAction, { kind: 'mend_secret' }>,
  delivery: DeliveryDetail,
  { store, endpoints, publicUrl }: RemedyParts
): Promise<void> {
  const { scheme, settings, secrets } = endpoints.ready(endpointId)
  const { id, method, url, headers, firstByteAt } = delivery
  const { body } = await store.getDeliveryBytes(id)
  const request = { method, url, headers, body, publicUrl: calledUrlOf(delivery, publicUrl) }
  const secret = secrets.find((each) => each.id === secretId)
  const mended = secret === undefined ? undefined : mendedSecret(secret.value, { scheme, settings, request, receivedAt: firstByteAt })
  if (mended === undefined)
    throw new AppError('UNPROCESSABLE', 'The secret can no longer be mended so that it fits this delivery. Ask for its explanation again.')
  await endpoints.replaceSecret(endpointId, secretId, mended)
}
