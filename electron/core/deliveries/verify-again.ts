/**
 * Verifies stored deliveries again when something that decides about them is another: the provider's key, which was missing when they
 * came, is at hand, or the endpoint has another secret, scheme, option or tolerance.
 */
import type { DeliveryDetail, Verdict } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints, ReadyEndpoint } from '../endpoints/endpoints.ts'
import { errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'
import type { ProviderKeys } from '../schemes/keys/provider-keys.ts'
import { schemes } from '../schemes/registry.ts'
import type { Store } from '../store/store.ts'
import type { Delivery, DeliveryPatch } from './delivery.ts'
import { calledUrlOf } from './public-url.ts'
import { verifyRequest } from './verify-request.ts'

export interface VerifyAgainOptions {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes' | 'updateDelivery' | 'listDeliveries'>
  readonly endpoints: Pick<Endpoints, 'find'>
  readonly keys: ProviderKeys
  readonly clock: Clock
  readonly log: Log
  /** The public URL as it is now: where a delivery does not say what it was, it was most likely this. */
  readonly publicBase: () => string | undefined
  /** The stored verdict is another one now. */
  readonly onChanged: (deliveryId: string) => Promise<void>
}

/** What became different. */
type Why = 'key' | 'endpoint'

const mostWaiting = 1_000
const mostResumed = 100
/** Of an endpoint that was changed, the newest deliveries that are not verified. */
const mostRechecked = 200

export class VerifyAgain {
  readonly #options: VerifyAgainOptions
  /** Delivery ids, oldest first, with the key that each waits for. */
  readonly #waiting = new Map<string, string>()
  /** What is to be looked at, one after another. */
  readonly #due = new Map<string, Why>()
  readonly #changedEndpoints = new Set<string>()
  #work: Promise<void> | undefined
  /** Ends when the verification that runs does: no two look at one delivery at once. */
  #turn: Promise<void> = Promise.resolve()
  #closed = false

  constructor(options: VerifyAgainOptions) {
    this.#options = options
    options.keys.onNews((name) => {
      for (const [deliveryId, awaited] of this.#waiting) if (awaited === name) this.#due.set(deliveryId, 'key')
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
    this.#due.set(id, 'key')
    this.#start()
  }

  /** Takes up what an earlier run left without its key. */
  async resume(): Promise<void> {
    const { store, clock } = this.#options
    for (const { id } of schemes.filter((scheme) => scheme.isKeyHost !== undefined)) {
      const page = await store.listDeliveries({ q: `verdict:failed provider:${id}`, limit: mostResumed, now: clock.now() })
      for (const { id: deliveryId, verdict } of page.items)
        if (verdict.status === 'failed' && verdict.reason === 'key_unavailable') this.#due.set(deliveryId, 'key')
    }
    this.#start()
  }

  /** Called when an endpoint verifies otherwise than before: its newest deliveries that are not verified are looked at again. */
  recheck(endpointId: string): void {
    this.#changedEndpoints.add(endpointId)
    this.#start()
  }

  /** Resolves when this one has been verified with what its endpoint has now. */
  verifyNow(deliveryId: string): Promise<void> {
    return this.#verify(deliveryId, 'endpoint')
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#work
    await this.#turn
  }

  /** One after another: nobody waits for it, and the store has others to serve. */
  #start(): void {
    if (this.#due.size + this.#changedEndpoints.size > 0 && !this.#closed) {
      this.#work ??= this.#verifyDue().finally(() => {
        this.#work = undefined
        this.#start()
      })
    }
  }

  async #verifyDue(): Promise<void> {
    for (const endpointId of this.#changedEndpoints) {
      this.#changedEndpoints.delete(endpointId)
      await this.#findUnverified(endpointId)
    }
    for (const [deliveryId, why] of this.#due) {
      if (this.#closed) return
      this.#due.delete(deliveryId)
      await this.#verify(deliveryId, why)
    }
  }

  async #findUnverified(endpointId: string): Promise<void> {
    const { store, clock, log } = this.#options
    try {
      const q = `-verdict:verified endpoint:${JSON.stringify(endpointId)}`
      const page = await store.listDeliveries({ q, limit: mostRechecked, now: clock.now() })
      // A filter takes an endpoint's name as well.
      for (const item of page.items) if (item.endpointId === endpointId) this.#due.set(item.id, 'endpoint')
    } catch (error) {
      log.warn('verify_again.not_listed', { endpointId, message: errorMessage(error) })
    }
  }

  #verify(deliveryId: string, why: Why): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      try {
        await this.#verifyStored(deliveryId, why)
      } catch (error) {
        // It may have been deleted meanwhile; the next one is not to suffer for it.
        this.#waiting.delete(deliveryId)
        this.#options.log.warn('verify_again.failed', { id: deliveryId, message: errorMessage(error) })
      }
    })
    return this.#turn
  }

  async #verifyStored(deliveryId: string, why: Why): Promise<void> {
    const { store, endpoints, keys, publicBase } = this.#options
    const [delivery, { body }] = await Promise.all([store.getDelivery(deliveryId), store.getDeliveryBytes(deliveryId)])
    const endpoint = endpoints.find(delivery.endpointId ?? '')
    const mayBe = why === 'key' ? isKeyMissing : isWhole
    if (endpoint === undefined || !mayBe(delivery, endpoint)) {
      this.#waiting.delete(deliveryId)
      return
    }
    const { method, url, headers, lastByteAt } = delivery
    const publicUrl = calledUrlOf(delivery, publicBase())
    const request = { method, url, publicUrl, headers, body }
    const { verdict, awaitedKey } = verifyRequest(endpoint, request, lastByteAt, keys)
    if (awaitedKey === undefined) this.#waiting.delete(deliveryId)
    else this.#waiting.set(deliveryId, awaitedKey)
    if (!isNews(delivery.verdict, verdict)) return
    const identity = verdict.status === 'verified' ? identityOf(endpoint, delivery, body) : undefined
    await this.#store(delivery, why, { verdict, ...(identity === undefined ? {} : { identity }) })
  }

  async #store({ id, firstByteAt }: DeliveryDetail, why: Why, patch: DeliveryPatch & { readonly verdict: Verdict }): Promise<void> {
    const { store, clock, onChanged } = this.#options
    const step = { atMs: clock.now() - firstByteAt, step: 'verified_again', text: tell(patch.verdict, why) }
    await store.updateDelivery(id, { ...patch, log: [step] })
    await onChanged(id)
  }
}

/** Whether it is the key that is missing, and the endpoint still signs as it did. */
function isKeyMissing(delivery: DeliveryDetail, { scheme }: ReadyEndpoint): boolean {
  const { provider, verdict } = delivery
  return provider === scheme.id && verdict.status === 'failed' && verdict.reason === 'key_unavailable' && isWhole(delivery)
}

function isWhole({ bodyTruncated, incomplete }: DeliveryDetail): boolean {
  return bodyTruncated === undefined && !incomplete
}

/** A request that needed no signature when it came is not blamed for having none later. */
function isNews(before: Verdict, after: Verdict): boolean {
  if (before.status === 'unsigned' && after.status !== 'verified') return false
  return before.status !== after.status || (before.detail ?? '') !== (after.detail ?? '')
}

/** Who sent it and what it tells of, where the provider that verified it is another than the one it was taken for. */
function identityOf({ scheme, settings }: ReadyEndpoint, delivery: DeliveryDetail, body: Uint8Array): DeliveryPatch['identity'] {
  if (delivery.provider === scheme.id) return undefined
  const { method, url, headers } = delivery
  return { provider: scheme.id, ...scheme.identify({ method, url, headers, body }, settings) }
}

function tell(verdict: Verdict, why: Why): string {
  const start = why === 'key' ? 'Verified again' : 'Verified again with what the endpoint has now'
  if (verdict.status !== 'verified') return `${start}: ${verdict.detail ?? verdict.status}`
  return `${start}: ${why === 'key' ? 'the key has come and the signature is right.' : 'the signature is right.'}`
}
