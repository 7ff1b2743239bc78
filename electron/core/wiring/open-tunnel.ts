/** The tunnel with its memory: once opened by hand it is opened again at the next start, under the same name. */
import { networkInterfaces } from 'node:os'
import type { Settings } from '../../contract/index.ts'
import type { ChangeBus } from '../changes/change-bus.ts'
import { errorMessage } from '../errors.ts'
import type { Ports } from '../ports.ts'
import type { Store } from '../store/store.ts'
import { openDriverSecrets, type DriverSecrets } from '../tunnel/driver-secrets.ts'
import { HostKeys } from '../tunnel/drivers/host-keys.ts'
import { createTunnelDrivers } from '../tunnel/drivers/registry.ts'
import { createTunnelSupervisor } from '../tunnel/chain-supervisor.ts'
import { sendProbe } from '../tunnel/probe.ts'
import { probeUnder, withPublicPath, type PublicPath } from '../tunnel/public-path.ts'
import type { RememberedTunnel } from '../tunnel/supervisor-options.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'
import { watchNetwork, type Interfaces } from '../tunnel/watch-network.ts'

export interface TunnelParts {
  readonly ports: Ports
  readonly store: Pick<Store, 'getNote' | 'putNote'>
  readonly bus: ChangeBus
  /** Where tunnels come in. */
  readonly doorPort: number
  /** The segment that public URLs have after the host, if any. */
  readonly publicPath: PublicPath
  readonly settings: () => Pick<Settings, 'reopenTunnel' | 'lostName' | 'tunnelFallbacks'>
  /** The machine's own when left out. */
  readonly interfaces?: () => Interfaces
}

export interface OpenedTunnel {
  readonly supervisor: TunnelSupervisor
  /** The segment of public URLs is another one now. */
  readonly pathChanged: () => void
  readonly secrets: DriverSecrets
  readonly hostKeys: HostKeys
}

/** What is remembered of the tunnel between runs. */
interface Remembered extends RememberedTunnel {
  /** The developer did not close it: the next start opens it again. */
  readonly wanted: boolean
}

const noteKey = 'tunnel'

export async function openTunnelSupervisor(parts: TunnelParts): Promise<OpenedTunnel> {
  const { ports, store, bus } = parts
  const secrets = await openDriverSecrets(store, ports.secretStore)
  const hostKeys = new HostKeys(ports.dataFolder)
  const remembered = readRemembered(await store.getNote(noteKey))
  const inner = createTunnelSupervisor({
    clock: ports.clock,
    log: ports.log,
    listenerPort: parts.doorPort,
    send: probeUnder(parts.publicPath, sendProbe),
    drivers: createTunnelDrivers({
      dataFolder: ports.dataFolder,
      secretOf: (driver) => secrets.secretOf(driver),
      hostKeys,
      loadNgrok: () => import('@ngrok/ngrok')
    }),
    lostName: () => parts.settings().lostName,
    fallbacks: () => parts.settings().tunnelFallbacks,
    ...(remembered === undefined ? {} : { previous: remembered })
  })
  const { supervisor, pathChanged } = withPublicPath(inner, parts.publicPath)
  watchWhileWanted(supervisor, parts)
  let lastSaved = ''
  supervisor.onChange((tunnel) => bus.publish({ type: 'tunnel.changed', tunnel }))
  inner.onChange(() => {
    // Nothing while a state is passing: only a proven tunnel is worth coming back to.
    const { remembered: proven } = inner
    if (proven === undefined) return
    const next: Remembered = { ...proven, wanted: true }
    const text = JSON.stringify(next)
    if (text === lastSaved) return
    lastSaved = text
    store.putNote(noteKey, next).catch((error: unknown) => ports.log.warn('tunnel.not_remembered', { message: errorMessage(error) }))
  })
  if (remembered?.wanted === true && parts.settings().reopenTunnel) reopen(supervisor, remembered, ports)
  return { supervisor, pathChanged, secrets, hostKeys }
}

/** A closed tunnel costs nothing; a failed one may come back with the network. */
function watchWhileWanted(supervisor: TunnelSupervisor, { ports, interfaces = networkInterfaces }: TunnelParts): void {
  let stop: (() => void) | undefined
  supervisor.onChange(({ state }) => {
    const isWanted = state !== 'closed' && state !== 'closing'
    if (isWanted) stop ??= watchNetwork({ clock: ports.clock, interfaces, onWake: (reason) => supervisor.wake(reason) })
    else {
      stop?.()
      stop = undefined
    }
  })
}

/** The first opening is the developer's own; later ones only repeat it. */
function reopen(supervisor: TunnelSupervisor, { driver, options }: Remembered, ports: Ports): void {
  try {
    supervisor.open({ driver, options })
  } catch (error) {
    // A driver that is gone since is no reason not to start.
    ports.log.warn('tunnel.not_reopened', { message: errorMessage(error) })
  }
}

function readRemembered(note: unknown): Remembered | undefined {
  if (typeof note !== 'object' || note === null || !('driver' in note) || !('options' in note)) return undefined
  // Written here alone; the supervisor checks driver and options again.
  return note as Remembered
}

/** Called when the developer closes the tunnel: the next start leaves it closed. */
export async function forgetTunnel(store: Pick<Store, 'getNote' | 'putNote'>): Promise<void> {
  const remembered = readRemembered(await store.getNote(noteKey))
  if (remembered !== undefined) await store.putNote(noteKey, { ...remembered, wanted: false })
}
