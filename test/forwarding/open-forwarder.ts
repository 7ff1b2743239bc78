/** A forwarder with a real store and a real sender behind it. */
import type { Attempt, Target } from '../../electron/contract/index.ts'
import { systemClock, type Clock } from '../../electron/core/clock.ts'
import type { Delivery } from '../../electron/core/deliveries/delivery.ts'
import { Attempts } from '../../electron/core/forwarding/attempts.ts'
import { createForwarder, type Forwarder, type ForwarderOptions } from '../../electron/core/forwarding/forwarder.ts'
import { createSender, type Sender } from '../../electron/core/forwarding/send.ts'
import { newId } from '../../electron/core/ids.ts'
import { silentLog } from '../../electron/core/log.ts'
import type { Store } from '../../electron/core/store/store.ts'
import { makeDelivery, openTestStore } from '../store/make-delivery.ts'

export interface TestForwarder extends AsyncDisposable {
  readonly forwarder: Forwarder
  readonly attempts: Attempts
  readonly sender: Sender
  readonly store: Store
  /** What onAttempt was called with. */
  readonly told: Attempt[]
  /** Stores a delivery, as it is before anything is sent. */
  receive(fields?: Partial<Delivery>): Promise<Delivery>
}

export async function openForwarder(
  targets: readonly Target[],
  options: { clock?: Clock } & Partial<ForwarderOptions> = {}
): Promise<TestForwarder> {
  const clock = options.clock ?? systemClock
  const opened = await openTestStore()
  const { store } = opened
  const told: Attempt[] = []
  const sender = createSender({ clock, log: silentLog })
  const attempts = new Attempts({ store, send: sender.send, clock, newId, onAttempt: (attempt) => told.push(attempt) })
  const forwarder = createForwarder({
    store,
    attempts,
    clock,
    log: silentLog,
    endpointPath: () => '/webhook',
    findTarget: (id) => targets.find((target) => target.id === id),
    isOwnUrl: () => false,
    ...options
  })
  return {
    forwarder,
    attempts,
    sender,
    store,
    told,
    async receive(fields) {
      const delivery = makeDelivery(store, { endpointId: 'webhook', ...fields })
      await store.insertDelivery(delivery)
      return delivery
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([forwarder.close(), sender.close()])
      await opened[Symbol.asyncDispose]()
    }
  }
}
