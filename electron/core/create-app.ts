/** Wires the product. Everything it needs from the world comes in as ports. */
import { mkdir } from 'node:fs/promises'
import type { Status } from '../contract/index.ts'
import type { App } from './app.ts'
import { ChangeBus } from './changes/change-bus.ts'
import { FollowUp } from './deliveries/follow-up.ts'
import { createFaultAtHead } from './deliveries/fault-at-head.ts'
import { createReceive, type Receive } from './deliveries/receive.ts'
import { AppError, errorMessage } from './errors.ts'
import type { Exposure } from './exposure/exposure.ts'
import { createTunnelGate } from './exposure/tunnel-gate.ts'
import { defaultLimits } from './listener/limits.ts'
import { Listener, type ListenerOptions } from './listener/listener.ts'
import { TextLog } from './listener/text-log.ts'
import type { Ports } from './ports.ts'
import { Problems } from './problems.ts'
import { createRouter } from './router/router.ts'
import { defaultSettings } from './settings/settings.ts'
import { readStatus } from './status.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'
import type { TunnelSupervisor } from './tunnel/tunnel-supervisor.ts'
import { closeInOrder } from './wiring/close-in-order.ts'
import { createListenerLog } from './wiring/listener-log.ts'
import { loadConfig, type Config } from './wiring/load-config.ts'
import { openExposure, tellExposure } from './wiring/open-exposure.ts'
import { forgetTunnel, openTunnelSupervisor, type OpenedTunnel } from './wiring/open-tunnel.ts'
import { createOutgoing, type Outgoing } from './wiring/outgoing.ts'
import { openKeys, type Keys } from './wiring/open-keys.ts'
import { createChecks } from './wiring/checks.ts'
import { createServices } from './wiring/services.ts'
import { reportStoreEvent } from './wiring/store-events.ts'

/** What stands before the listener opens. */
interface Base {
  readonly ports: Ports
  readonly startedAt: number
  readonly bus: ChangeBus
  readonly problems: Problems
  readonly store: Store
  readonly config: Config
  readonly textLog: TextLog
}

/** What stands once it is open. */
interface Running extends Base {
  readonly listener: Listener
  readonly tunnel: TunnelSupervisor
  readonly drivers: OpenedTunnel
  readonly exposure: Exposure
  readonly outgoing: Outgoing
  readonly followUp: FollowUp
  readonly keys: Keys
}

/**
 * Starts the product: store, listener, tunnel memory, router. It listens when this resolves.
 * Errors: AppError when the data folder can't be used or the port can't be had; nothing is left running then.
 */
export async function createApp(ports: Ports): Promise<App> {
  await makeFolder(ports.dataFolder)
  const startedAt = ports.clock.now()
  const bus = new ChangeBus(ports.clock)
  const problems = new Problems(ports.clock, (items) => bus.publish({ type: 'problems.changed', items: [...items] }))
  const { retention, durability } = defaultSettings
  const onEvent = reportStoreEvent({ problems, bus, log: ports.log })
  const store = await openStore({ dataFolder: ports.dataFolder, retention, durability, onEvent })
  try {
    const config = await loadConfig(ports, store, bus, problems)
    const textLog = new TextLog(ports.dataFolder, ports.clock, ports.log)
    return toApp(await startListening({ ports, startedAt, bus, problems, store, config, textLog }))
  } catch (error) {
    await store.close()
    throw error
  }
}

async function startListening(base: Base): Promise<Running> {
  const { ports, store, bus, config } = base
  const { endpoints, targets, settings } = config
  const keys = await openKeys({ ports, store, bus, endpoints, publicBase: () => tunnel.tunnel.publicUrl })
  const exposure = await openExposure({ ...base, ways: () => tunnel.ways })
  // The listener needs what is made after it; till then there is nothing to take a request with.
  let receive: Receive = (_request, exchange) => exchange.drop('reset')
  let faultAtHead: ListenerOptions['faultAtHead']
  const gate = createTunnelGate({
    exposure,
    ways: () => tunnel.ways,
    answerProbe: (request) => tunnel.answerProbe(request)
  })
  const listener = await Listener.open({
    ...ports.listener,
    clock: ports.clock,
    limits: () => ({ ...defaultLimits, maxBodyBytes: settings.current.maxBodyBytes }),
    faultAtHead: (message) => faultAtHead?.(message),
    gate,
    onRequest: (request, exchange) => receive(request, exchange),
    onRefusal: createListenerLog(store, ports.clock)
  })
  const { port: listenerPort, doorPort } = listener
  const publicPath = (): string | undefined => exposure.pathToken
  const drivers = await openTunnelSupervisor({ ports, store, bus, doorPort, publicPath, settings: () => settings.current })
  const tunnel = drivers.supervisor
  settings.onUpdate(() => tunnel.reconsider())
  const outgoing = createOutgoing({ ports, store, bus, endpoints, targets, tunnel, exposure, listenerPort, doorPort })
  tellExposure({ exposure, tunnel, drivers })
  const followUp = new FollowUp({
    bus,
    textLog: base.textLog,
    logBodies: () => settings.current.logBodies,
    endpointName: (id) => endpoints.nameOf(id),
    afterAck: (delivery, endpointId) => outgoing.afterAck(delivery, endpointId),
    onThroughTunnel: (at) => tunnel.noteDelivery(at)
  })
  const running: Running = { ...base, listener, tunnel, drivers, exposure, outgoing, followUp, keys }
  receive = wireReceive(running)
  faultAtHead = createFaultAtHead({
    faults: config.faults,
    faultsEnabled: () => settings.current.faultsEnabled,
    endpoints,
    answerProbe: (request) => tunnel.answerProbe(request)
  })
  keys.resume()
  // The start does not wait for it: what it finds is sent like everything else.
  outgoing.start().catch((error: unknown) => ports.log.error('sending.not_resumed', { message: errorMessage(error) }))
  return running
}

function wireReceive({ ports, store, config, tunnel, outgoing, followUp, keys }: Running): Receive {
  const { faults, settings, endpoints } = config
  const relays: Outgoing['relays'] = (endpointId, assessment) => outgoing.relays(endpointId, assessment)
  return createReceive({
    clock: ports.clock,
    log: ports.log,
    store,
    endpoints,
    context: () => ({ faults, faultsEnabled: settings.current.faultsEnabled, maxBodyBytes: settings.current.maxBodyBytes, relays }),
    keys: keys.source,
    onKeyAwaited: (delivery, keyName) => keys.wait(delivery, keyName),
    answerProbe: (request) => tunnel.answerProbe(request),
    relay: (delivery, relaying) => outgoing.relay(delivery, relaying),
    onStored: (delivery, redelivery) => followUp.stored(delivery, redelivery),
    onChanged: (delivery, redelivery) => followUp.changed(delivery, redelivery),
    onAnswered: (delivery, endpoint) => followUp.answered(delivery, endpoint)
  })
}

// One object of short members reads better whole than split by length.
// oxlint-disable-next-line max-lines-per-function
function toApp(running: Running): App {
  const { ports, store, bus, config, problems, listener, tunnel, outgoing, textLog, keys } = running
  const { settings, endpoints, faults } = config
  const checks = createChecks({ ports, store, bus, config, outgoing })
  const status = (): Promise<Status> =>
    readStatus({
      ...running,
      ...config,
      settings: settings.current,
      tunnel: tunnel.tunnel,
      problems: problems.items,
      receivedSinceStart: running.followUp.receivedCount
    })
  const changes: App['changes'] = (signal) => bus.follow(signal)
  const closeTunnel = async () => {
    await forgetTunnel(store)
    return tunnel.close()
  }
  return {
    router: createRouter(
      createServices({
        ports,
        store,
        bus,
        config,
        tunnel,
        drivers: running.drivers,
        exposure: running.exposure,
        outgoing,
        listenerUrl: listener.url,
        keys,
        checks,
        status,
        changes,
        closeTunnel
      })
    ),
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
    close: closeInOrder(ports.log, [
      ['listener', () => listener.close()],
      ['tunnel', () => tunnel.close()],
      ['exposure', () => Promise.resolve(running.exposure.close())],
      ['checks', () => checks.close()],
      ['outgoing', () => outgoing.close()],
      ['keys', () => keys.close()],
      ['faults', () => faults.flush()],
      ['text log', () => textLog.flush()],
      ['store', () => store.close()]
    ])
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
