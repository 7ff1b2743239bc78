/** All of sending with a real store and real sockets behind it, on a clock and a folder of the test's own. */
import { ChangeBus } from '../../electron/core/changes/change-bus.ts'
import type { Attempt, Target } from '../../electron/contract/index.ts'
import type { Clock } from '../../electron/core/clock.ts'
import type { Delivery } from '../../electron/core/deliveries/delivery.ts'
import { createForwarder, type Forwarder } from '../../electron/core/forwarding/forwarder.ts'
import { createSender } from '../../electron/core/forwarding/send.ts'
import { silentLog } from '../../electron/core/log.ts'
import type { SendingServices } from '../../electron/core/router/services.ts'
import type { Store } from '../../electron/core/store/store.ts'
import { Targets } from '../../electron/core/targets/targets.ts'
import { createSending } from '../../electron/core/wiring/sending.ts'
import { makeDelivery, openTestStore } from '../store/make-delivery.ts'
import { eventually } from '../helpers/eventually.ts'
import type { FakeClock } from '../helpers/fake-clock.ts'

const mostTold = 100

export interface TestSending extends AsyncDisposable {
  readonly services: SendingServices
  readonly forwarder: Forwarder
  readonly store: Store
  /** The first hundred attempts in the order that they were recorded. */
  readonly told: readonly Attempt[]
  /** Stores a delivery and hands it to the target, as the listener does after its answer. */
  receive(fields?: Partial<Delivery>): Promise<Delivery>
  /** Waits until so many are recorded, running what is due by the clock as it stands. */
  attempts(count: number): Promise<readonly Attempt[]>
}

export async function openSending(clock: Clock | FakeClock, target: Target, dataFolder: string): Promise<TestSending> {
  const opened = await openTestStore({ dataFolder })
  const { store } = opened
  await store.putTarget(target)
  const told: Attempt[] = []
  const sender = createSender({ clock, log: silentLog })
  const targets = new Targets({ store, clock, initial: [target], onChange: () => undefined })
  const sending = createSending({
    ports: { clock, log: silentLog },
    store,
    bus: new ChangeBus(clock),
    endpoints: { find: () => undefined, get: (id) => ({ id }) as never }, // nothing but the id is asked for
    targets,
    send: sender.send,
    onAttempt(attempt) {
      if (told.length < mostTold) told.push(attempt)
    }
  })
  const forwarder = createForwarder({
    store,
    attempts: sending.attempts,
    lanes: sending.lanes,
    clock,
    log: silentLog,
    endpointPath: () => '/webhook',
    findTarget: (id) => targets.find(id),
    isOwnUrl: () => false
  })
  await sending.start()
  return {
    services: sending.services,
    forwarder,
    store,
    told,
    async receive(fields) {
      const delivery = makeDelivery(store, { endpointId: target.endpointId, firstByteAt: clock.now(), ...fields })
      await store.insertDelivery(delivery)
      forwarder.afterAck(delivery, [target])
      return delivery
    },
    attempts: (count) =>
      eventually(
        () => ('advance' in clock ? clock.advance(0).then(() => told) : told),
        () => told.length >= count
      ),
    async [Symbol.asyncDispose]() {
      const idle = [forwarder.close(), sending.close()]
      await sender.close()
      await Promise.all(idle)
      await opened[Symbol.asyncDispose]()
    }
  }
}
