/**
 * Runs the localtunnel package where it can be ended: a worker thread. Nothing else stops its retry loops, and what it would do
 * without limit or without a word (registering again each second, dialling again without a pause, losing connections silently)
 * is taken over here.
 */
import { createRequire } from 'node:module'
import net from 'node:net'
import type { Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import type { AxiosStatic } from 'axios'
import localtunnel from 'localtunnel'
import { systemClock } from '../../clock.ts'
import { errorMessage } from '../../errors.ts'
import { addressPatienceMs, isLocalhostName, lookupWithLocalhost } from '../localhost-lookup.ts'
import { codeOf } from '../judge.ts'
import type { Held, LocaltunnelMessage, LocaltunnelTask, Refusal } from './localtunnel-messages.ts'
import { readRegistration } from './localtunnel-registration.ts'
import { keepSockets } from './socket-ledger.ts'

interface TunnelCluster {
  readonly opts: { readonly max_conn: number }
  /** Dials once. */
  open(): void
}

// Our own driver started this thread with a task of that shape.
const task = workerData as LocaltunnelTask
const tell = (message: LocaltunnelMessage): void => parentPort?.postMessage(message, [])

// The package's own copies of its parts, so that what is set here is what it uses.
const fromPackage = createRequire(createRequire(import.meta.url).resolve('localtunnel'))
const axios = fromPackage('axios') as AxiosStatic
const cluster = fromPackage('./lib/TunnelCluster.js') as { readonly prototype: TunnelCluster }

let onConnect: (socket: Socket) => void = () => {}

// While all connections are down only timers are left, and those keep no thread alive.
parentPort?.on('message', () => {})
resolveLocalhost()
watchRegistration()
takeOverDialling()
// An `error` listener always: without one each failed connection would end the thread. The ledger counts them anyway.
// Never `local_host`: the package then rewrites bodies as text.
localtunnel({ port: task.listenerPort, host: task.host, ...(task.name !== undefined && { subdomain: task.name }) }, (error?: unknown) => {
  if (error !== undefined && error !== null) tell({ kind: 'refused', code: 'UNKNOWN', detail: errorMessage(error) })
}).on('error', () => {})

/** The package asks again each second for ever and tells nobody why: the first answer decides, and no second is asked for. */
function watchRegistration(): void {
  const { hostname } = new URL(task.host)
  axios.defaults.timeout = 9_000
  axios.defaults.maxContentLength = 65_536
  // Its type leaves out the error and family forms that node:net and this function share.
  axios.defaults.lookup = lookupWithLocalhost as NonNullable<typeof axios.defaults.lookup>
  // A proxy of the environment cannot reach this machine's own loopback.
  if (isLocalhostName(hostname) || net.isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) axios.defaults.proxy = false
  const statusClient = axios.create()

  axios.interceptors.response.use(
    async (response) => {
      const registration = readRegistration(response.data)
      if (registration === undefined) return refuse({ status: response.status, detail: '' })
      const { id: name, url } = registration
      const held = task.name === undefined || task.name === name ? 'free' : await askWhoHolds(statusClient, task.name)
      tell({ kind: 'registered', name, publicUrl: url, held })
      return { ...response, data: registration }
    },
    (error: unknown) => {
      if (!axios.isAxiosError(error) || error.response === undefined) {
        return refuse({ code: codeOf(error) ?? 'UNKNOWN', detail: errorMessage(error) })
      }
      const { status, data } = error.response
      return refuse({ status, detail: messageIn(data) })
    }
  )
}

/** Stock servers tell how many connections a name has. */
async function askWhoHolds(client: Pick<AxiosStatic, 'get'>, name: string): Promise<Held> {
  try {
    const { status, data } = await client.get<unknown>(`${task.host}/api/tunnels/${name}/status`, {
      timeout: 1_500,
      validateStatus: () => true
    })
    if (status === 404) return 'free'
    const sockets = typeof data === 'object' && data !== null && 'connected_sockets' in data ? data.connected_sockets : undefined
    return typeof sockets === 'number' ? (sockets > 0 ? 'used' : 'free') : 'unknown'
  } catch {
    // Not every server answers this; not knowing is an answer too.
    return 'unknown'
  }
}

function refuse(refusal: Refusal): Promise<never> {
  tell({ kind: 'refused', ...refusal })
  // Never settles, so that the package cannot ask again; the thread is ended on this message.
  return new Promise(() => {})
}

function messageIn(data: unknown): string {
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined
  return typeof message === 'string' ? message : ''
}

/** Every dial of the package goes through one ledger; it asks for the next one itself. */
function takeOverDialling(): void {
  // Called below with the cluster that it belongs to.
  // oxlint-disable-next-line typescript/unbound-method
  const dialOnce = cluster.prototype.open
  let started = false
  cluster.prototype.open = function open(): void {
    if (started) return
    started = true
    const wanted = this.opts.max_conn
    keepSockets({
      wanted,
      clock: systemClock,
      dial: () => socketOf(() => dialOnce.call(this)),
      onSockets: (open) => tell({ kind: 'sockets', open, wanted }),
      onLost: () => tell({ kind: 'lost' })
    })
  }
}

/**
 * Names under `localhost` are this machine in both address families for every connection of the thread: the package says
 * `localhost` for the listener, and what a machine's own files make of that name differs.
 */
function resolveLocalhost(): void {
  net.setDefaultAutoSelectFamilyAttemptTimeout(addressPatienceMs)
  const { connect } = net
  net.connect = ((options: net.TcpNetConnectOpts) => {
    const socket = connect({ ...options, lookup: lookupWithLocalhost })
    onConnect(socket)
    return socket
  }) as typeof net.connect
}

/** The connection that `dial` makes at once, which the package keeps to itself. */
function socketOf(dial: () => void): Socket {
  let made: Socket | undefined
  onConnect = (socket) => (made = socket)
  dial()
  onConnect = () => {}
  if (made === undefined) throw new Error('localtunnel dialled nothing')
  return made
}
