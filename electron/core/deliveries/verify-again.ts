/** Verifies stored deliveries again when the provider's key, which was missing when they came, is at hand. */
import type { DeliveryDetail, Verdict } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints, ReadyEndpoint } from '../endpoints/endpoints.ts'
import { errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'
import type { ProviderKeys } from '../schemes/keys/provider-keys.ts'
import { schemes } from '../schemes/registry.ts'
import type { Store } from '../store/store.ts'
import type { Delivery } from './delivery.ts'
import { verifyRequest } from './verify-request.ts'

export interface VerifyAgainOptions {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes' | 'updateDelivery' | 'listDeliveries'>
  readonly endpoints: Pick<Endpoints, 'find'>
  readonly keys: ProviderKeys
  readonly clock: Clock
  readonly log: Log
  /** The stored verdict is another one now. */
  readonly onChanged: (deliveryId: string) => Promise<void>
}

const mostWaiting = 1_000
const mostResumed = 100

export class VerifyAgain {
  readonly #options: VerifyAgainOptions
  /** Delivery ids, oldest first, with the key that each waits for. */
  readonly #waiting = new Map<string, string>()
  /** Those whose key came or could not be had, to be looked at one after another. */
  readonly #due = new Set<string>()
  #work: Promise<void> | undefined
  #closed = false

  constructor(options: VerifyAgainOptions) {
    this.#options = options
    options.keys.onNews((name) => {
      for (const [deliveryId, awaited] of this.#waiting) if (awaited === name) this.#due.add(deliveryId)
      this.#start()
    })
  }

  /** Called when a delivery is stored. */
  wait({ id, verdict }: Pick<Delivery, 'id' | 'verdict'>, keyName: string): void {
    this.#waiting.set(id, keyName)
    const [oldest] = this.#waiting.keys()
    if (this.#waiting.size > mostWaiting && oldest !== undefined) this.#waiting.delete(oldest)
    // There may have been news while it was being stored.
    if (this.#options.keys.prospect(keyName)?.detail === verdict.detail) return
    this.#due.add(id)
    this.#start()
  }

  /** Takes up what an earlier run left without its key. */
  async resume(): Promise<void> {
    const { store, clock } = this.#options
    for (const { id } of schemes.filter((scheme) => scheme.isKeyHost !== undefined)) {
      const page = await store.listDeliveries({ q: `verdict:failed provider:${id}`, limit: mostResumed, now: clock.now() })
      for (const { id: deliveryId, verdict } of page.items)
        if (verdict.status === 'failed' && verdict.reason === 'key_unavailable') this.#due.add(deliveryId)
    }
    this.#start()
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#work
  }

  /** One after another: nobody waits for it, and the store has others to serve. */
  #start(): void {
    if (this.#due.size > 0) this.#work ??= this.#verifyDue().finally(() => (this.#work = undefined))
  }

  async #verifyDue(): Promise<void> {
    for (const deliveryId of this.#due) {
      if (this.#closed) return
      this.#due.delete(deliveryId)
      await this.#verify(deliveryId)
    }
  }

  async #verify(deliveryId: string): Promise<void> {
    try {
      await this.#verifyStored(deliveryId)
    } catch (error) {
      // It may have been deleted meanwhile; the next one is not to suffer for it.
      this.#waiting.delete(deliveryId)
      this.#options.log.warn('verify_again.failed', { id: deliveryId, message: errorMessage(error) })
    }
  }

  async #verifyStored(deliveryId: string): Promise<void> {
    const { store, endpoints, keys, clock } = this.#options
    const [delivery, { body }] = await Promise.all([store.getDelivery(deliveryId), store.getDeliveryBytes(deliveryId)])
    const endpoint = endpoints.find(delivery.endpointId ?? '')
    if (endpoint === undefined || !isStillMissing(delivery, endpoint)) {
      this.#waiting.delete(deliveryId)
      return
    }
    const { method, url, headers, firstByteAt, lastByteAt } = delivery
    const { verdict, awaitedKey } = verifyRequest(endpoint, { method, url, headers, body }, lastByteAt, keys)
    if (awaitedKey === undefined) this.#waiting.delete(deliveryId)
    else this.#waiting.set(deliveryId, awaitedKey)
    if (detailOf(verdict) === detailOf(delivery.verdict) && verdict.status === delivery.verdict.status) return
    const step = { atMs: clock.now() - firstByteAt, step: 'verified_again', text: `Verified again: ${tell(verdict)}` }
    await store.updateDelivery(deliveryId, { verdict, log: [step] })
    await this.#options.onChanged(deliveryId)
  }
}

/** Whether it is the key that is missing, and the endpoint still signs as it did. */
function isStillMissing({ provider, verdict, bodyTruncated }: DeliveryDetail, { scheme }: ReadyEndpoint): boolean {
  return provider === scheme.id && verdict.status === 'failed' && verdict.reason === 'key_unavailable' && bodyTruncated === undefined
}

function detailOf(verdict: Verdict): string {
  return verdict.detail ?? ''
}

function tell(verdict: Verdict): string {
  if (verdict.status === 'verified') return 'the key has come and the signature is right.'
  return verdict.detail ?? verdict.status
}
