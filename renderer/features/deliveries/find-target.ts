/** Where a resend goes when nothing else is said: the first target of its endpoint that is on. */
import type { QueryClient } from '@tanstack/react-query'
import type { Target } from '../../../electron/contract/index.ts'
import type { Client } from '../../lib/client.ts'
import { keys } from '../../lib/queries.ts'

export interface FindTargetOptions {
  readonly client: Client
  readonly cache: QueryClient
  readonly deliveryId: string
  /** Known when the delivery stands in the list. */
  readonly endpointId: string | undefined
}

/** Answers undefined where there is none, or none can be asked for. */
export async function findTarget({ client, cache, deliveryId, endpointId }: FindTargetOptions): Promise<Target | undefined> {
  try {
    const id =
      endpointId ??
      (await cache.ensureQueryData({ queryKey: keys.delivery(deliveryId), queryFn: () => client.deliveries.get({ id: deliveryId }) }))
        .endpointId
    if (id === undefined) return undefined
    const targets = await cache.ensureQueryData({
      queryKey: keys.targets(id),
      queryFn: async () => (await client.targets.list({ id })).items
    })
    return targets.find((target) => target.enabled)
  } catch {
    // Without an answer the dialog asks for the URL, and the send itself will say what is wrong.
    return undefined
  }
}
