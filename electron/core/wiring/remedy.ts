/** Does what the explainer proposed for a delivery, and tells how the delivery stands then. */
import type { Explanation, RemedyAction } from '../../contract/index.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import type { Keys } from './open-keys.ts'

export interface RemedyParts {
  readonly store: Pick<Store, 'getDelivery'>
  readonly endpoints: Endpoints
  readonly keys: Pick<Keys, 'verifyNow'>
  readonly explain: (deliveryId: string) => Promise<Explanation>
}

/**
 * Changes the delivery's endpoint, verifies the delivery again and explains it anew; the endpoint's other deliveries follow by themselves.
 * Errors: NOT_FOUND when the delivery, the endpoint or the secret is gone; UNPROCESSABLE when the remedy is for another endpoint.
 */
export async function carryOutRemedy(id: string, action: RemedyAction, parts: RemedyParts): Promise<Explanation> {
  const { endpointId } = await parts.store.getDelivery(id)
  if (endpointId !== action.endpointId)
    throw new AppError('UNPROCESSABLE', 'The remedy is for another endpoint than that of the delivery. Ask for its explanation again.')
  await change(action, parts.endpoints)
  await parts.keys.verifyNow(id)
  return parts.explain(id)
}

async function change(action: RemedyAction, endpoints: Endpoints): Promise<void> {
  switch (action.kind) {
    case 'use_secret':
      return endpoints.useSecret(action.endpointId, action.secretId)
    case 'set_scheme':
      return void (await endpoints.update(action.endpointId, { scheme: action.scheme }))
    case 'set_options':
      return void (await endpoints.update(action.endpointId, { schemeOptions: action.schemeOptions }))
    case 'set_tolerance':
      return void (await endpoints.update(action.endpointId, { toleranceSeconds: action.toleranceSeconds }))
  }
}
