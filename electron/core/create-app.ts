/** Wires the product. Everything it needs from the world comes in as ports. */
import { mkdir } from 'node:fs/promises'
import type { App } from './app.ts'
import { ChangeBus } from './changes/change-bus.ts'
import { FollowUp } from './deliveries/follow-up.ts'
import { createReceive, type Receive } from './deliveries/receive.ts'
import { AppError, errorMessage } from './errors.ts'
import { defaultLimits } from './listener/limits.ts'
import { Listener } from './listener/listener.ts'
import { TextLog } from './listener/text-log.ts'
import type { Ports } from './ports.ts'
import { Problems } from './problems.ts'
import { createRouter } from './router/router.ts'
import { defaultSettings } from './settings/settings.ts'
import { readStatus } from './status.ts'
import { openStore } from './store/open-store.ts'
import { closeInOrder } from './wiring/close-in-order.ts'
import { createListenerLog } from './wiring/listener-log.ts'
import { loadConfig } from './wiring/load-config.ts'
import { forgetTunnel, openTunnelSupervisor } from './wiring/open-tunnel.ts'
import { createOutgoing } from './wiring/outgoing.ts'
import { createServices } from './wiring/services.ts'
import { reportStoreEvent } from './wiring/store-events.ts'

/**
 * Starts the product: store, listener, tunnel memory, router. It listens when this resolves.
 * Errors: AppError when the data folder can't be used or the port can't be had; nothing is left running then.
 */
export async function createApp(ports: Ports): Promise<App> {
  const { clock, log, dataFolder } = ports
  await makeFolder(dataFolder)
  const startedAt = clock.now()
  const bus = new ChangeBus(clock)
  const problems = new Problems(clock, (items) => bus.publish({ type: 'problems.changed', items: [...items] }))
  const store = await openStore({
    dataFolder,
    retention: defaultSettings.retention,
    durability: defaultSettings.durability,
    onEvent: (event) => reportStoreEvent(event, { problems, bus, log })
  })

  try {
    const config = await loadConfig(ports, store, bus, problems)
    const { endpoints, faults, targets, settings } = config
    const textLog = new TextLog(dataFolder, clock, log)

    // The listener needs what is made after it, and takes its first request after all is made.
    let receive: Receive = (_request, exchange) => exchange.reset()
    const listener = await Listener.open({
      ...ports.listener,
      clock,
      limits: () => ({ ...defaultLimits, maxBodyBytes: settings.current.maxBodyBytes }),
      onRequest: (request, exchange) => receive(request, exchange),
      onRefusal: createListenerLog(store, clock)
    })
    const tunnel = await openTunnelSupervisor({ ports, store, bus, listenerPort: listener.port, reopen: settings.current.reopenTunnel })
    const outgoing = createOutgoing({ ports, store, bus, endpoints, targets, tunnel, listenerUrl: listener.url })
    const followUp = new FollowUp({
      bus,
      textLog,
      logBodies: () => settings.current.logBodies,
      endpointName: (id) => endpoints.nameOf(id),
      afterAck: (delivery, endpointId) => outgoing.afterAck(delivery, endpointId),
      onThroughTunnel: (at) => tunnel.noteDelivery(at)
    })
    receive = createReceive({
      clock,
      log,
      store,
      endpoints,
      context: () => ({
        faults,
        faultsEnabled: settings.current.faultsEnabled,
        maxBodyBytes: settings.current.maxBodyBytes,
        relays: outgoing.relays
      }),
      publicBase: (request) => (tunnel.isThroughTunnel(request.headers) ? tunnel.tunnel.publicUrl : undefined),
      answerProbe: (request) => tunnel.answerProbe(request),
      relay: (delivery, assessment) => outgoing.relay(delivery, assessment),
      onStored: (delivery, redelivery) => followUp.stored(delivery, redelivery),
      onChanged: (delivery, redelivery) => followUp.changed(delivery, redelivery),
      onAnswered: (delivery, endpoint) => followUp.answered(delivery, endpoint)
    })

    const status = () =>
      readStatus({
        ports,
        store,
        listener,
        endpoints,
        faults,
        tunnel: tunnel.tunnel,
        settings: settings.current,
        problems: problems.items,
        startedAt,
        receivedSinceStart: followUp.receivedCount
      })
    const changes = (signal: AbortSignal) => bus.follow(signal)
    const closeTunnel = async () => {
      await forgetTunnel(store)
      return tunnel.close()
    }
    const router = createRouter(createServices({ ports, store, bus, config, tunnel, outgoing, status, changes, closeTunnel }))

    return {
      router,
      tunnel,
      listenerUrl: listener.url,
      get settings() {
        return settings.current
      },
      get endpoints() {
        return endpoints.list()
      },
      get problems() {
        return problems.items
      },
      status,
      changes,
      deliveryBody: async (id) => (await store.getDeliveryBytes(id)).body,
      getNote: (key) => store.getNote(key),
      putNote: (key, value) => store.putNote(key, value),
      close: closeInOrder(log, [
        ['listener', () => listener.close()],
        ['tunnel', () => tunnel.close()],
        ['outgoing', () => outgoing.close()],
        ['faults', () => faults.flush()],
        ['text log', () => textLog.flush()],
        ['store', () => store.close()]
      ])
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new AppError(
      'FORBIDDEN',
      `The data folder ${folder} can't be made: ${errorMessage(error)}. Choose another with --data, or change its rights.`,
      error
    )
  }
}
