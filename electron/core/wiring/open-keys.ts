/** The keys that only providers have, and the deliveries that are verified again. */
import { Agent } from 'node:https'
import type { ChangeBus } from '../changes/change-bus.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import { VerifyAgain } from '../deliveries/verify-again.ts'
import type { KeySource } from '../deliveries/verify-request.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { errorMessage } from '../errors.ts'
import type { Ports } from '../ports.ts'
import { ProviderKeys } from '../schemes/keys/provider-keys.ts'
import type { Store } from '../store/store.ts'
import { publishSummary } from './publish-summary.ts'

export interface KeyParts {
  readonly ports: Ports
  readonly store: Store
  readonly bus: ChangeBus
  readonly endpoints: Endpoints
  /** The public URL as it is now, without a path. */
  readonly publicBase: () => string | undefined
}

export interface Keys {
  readonly source: KeySource
  /** A stored delivery waits for the key of this name. */
  wait(delivery: Delivery, keyName: string): void
  /** Verifies a stored delivery with what its endpoint has now. */
  verifyNow(deliveryId: string): Promise<void>
  /** Takes up the deliveries that an earlier run left waiting; once the listener stands, as a start that fails must leave nothing behind. */
  resume(): void
  close(): Promise<void>
}

export async function openKeys({ ports, store, bus, endpoints, publicBase }: KeyParts): Promise<Keys> {
  const { clock, log, keyAgent = new Agent() } = ports
  const keys = await ProviderKeys.open({ clock, log, store, agent: keyAgent })
  const onChanged = (id: string): Promise<void> => publishSummary(id, { store, bus, clock })
  const again = new VerifyAgain({ store, endpoints, keys, clock, log, publicBase, onChanged })
  endpoints.onVerificationChange((id) => again.recheck(id))
  let resuming: Promise<void> | undefined
  return {
    source: keys,
    resume() {
      resuming = again.resume().catch((error: unknown) => log.warn('keys.not_resumed', { message: errorMessage(error) }))
    },
    wait: (delivery, keyName) => again.wait(delivery, keyName),
    verifyNow: (deliveryId) => again.verifyNow(deliveryId),
    async close() {
      await resuming
      await keys.close()
      await again.close()
    }
  }
}
