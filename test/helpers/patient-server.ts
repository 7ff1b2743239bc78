/**
 * A tunnel server on localtunnel's protocol that behaves as the fork of the public server's operator does: it keeps a name for a
 * grace, lets requests wait, answers 429 when too many do and 502 when they waited in vain, and 503 with a header of its own for a
 * tunnel that it does not know.
 */
import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'

export interface PatientServerOptions {
  /** How long a name is kept once its last connection is gone; 60 s there. */
  readonly graceMs?: number
  /** How long a request waits for a connection; 10 s there. */
  readonly waitMs?: number
  /** How many requests may wait; 10 there. */
  readonly maxWaiting?: number
}

export interface PatientServer extends AsyncDisposable {
  readonly host: string
  publicUrl(name: string): string
  /** Names asked for, in order; `?new` for any. */
  readonly registrations: readonly string[]
  /** Ends a client's connections and its port, as a gap in the network does; its name is kept for the grace. */
  cutOff(name: string): void
  /** Forgets a client whose connections stay, as a server does that was asked to remove a tunnel. */
  forget(name: string): void
  /** Connections that forgotten clients still hold. */
  readonly leftBehind: number
  /** From now on no connection that is there is used, as when a firewall has dropped them without a word. */
  withhold(name: string): void
  /** Takes everything and answers nothing, as a network does that drops packets; and the end of it. */
  swallow(on: boolean): void
}

interface Waiter {
  use(socket: Socket): void
}

class Client {
  readonly sockets = new Set<Socket>()
  readonly free: Socket[] = []
  readonly waiting: Waiter[] = []
  withheld = false
  graceTimer: NodeJS.Timeout | undefined
  readonly name: string
  readonly port: Server

  constructor(name: string, port: Server) {
    this.name = name
    this.port = port
  }

  add(socket: Socket): void {
    this.sockets.add(socket)
    const waiter = this.waiting.shift()
    if (waiter === undefined) this.free.push(socket)
    else waiter.use(socket)
  }

  remove(socket: Socket): void {
    this.sockets.delete(socket)
    const at = this.free.indexOf(socket)
    if (at !== -1) this.free.splice(at, 1)
  }

  end(): void {
    clearTimeout(this.graceTimer)
    this.port.close()
    for (const socket of this.sockets) socket.destroy()
  }
}

const domain = 'patient.localhost'
const maxSockets = 10

export async function startPatientServer(options: PatientServerOptions = {}): Promise<PatientServer> {
  const { graceMs = 60_000, waitMs = 10_000, maxWaiting = 10 } = options
  const clients = new Map<string, Client>()
  const forgotten: Client[] = []
  const registrations: string[] = []
  let swallowing = false

  const startGrace = (client: Client): void => {
    clearTimeout(client.graceTimer)
    client.graceTimer = setTimeout(() => {
      if (clients.get(client.name) === client) clients.delete(client.name)
      client.end()
    }, graceMs)
  }

  const register = async (wanted: string): Promise<object> => {
    const name = wanted === '?new' || clients.has(wanted) ? `any-${Math.random().toString(36).slice(2, 10)}` : wanted
    const port = createTcpServer()
    const client = new Client(name, port)
    clients.set(name, client)
    port.on('connection', (socket) => {
      if (client.sockets.size >= maxSockets) return void socket.destroy()
      clearTimeout(client.graceTimer)
      socket.on('error', () => {})
      socket.once('close', () => {
        client.remove(socket)
        if (client.sockets.size === 0) startGrace(client)
      })
      client.add(socket)
    })
    await once(port.listen(0, '127.0.0.1'), 'listening')
    startGrace(client)
    const { port: tcpPort } = port.address() as AddressInfo
    return { id: name, port: tcpPort, max_conn_count: maxSockets, url: `http://${name}.${domain}:${portOf(server)}` }
  }

  const pass = (client: Client, incoming: IncomingMessage, response: ServerResponse): void => {
    const use = (socket: Socket): void => passThrough(socket, incoming, response)
    const socket = client.withheld ? undefined : client.free.shift()
    if (socket !== undefined) return use(socket)
    if (client.waiting.length >= maxWaiting) return void response.writeHead(429).end('busy')
    const waiter: Waiter = {
      use(late) {
        clearTimeout(timer)
        use(late)
      }
    }
    const timer = setTimeout(() => {
      client.waiting.splice(client.waiting.indexOf(waiter), 1)
      response.writeHead(502).end('no connection came free')
    }, waitMs)
    client.waiting.push(waiter)
  }

  const server = createServer((incoming, response) => {
    if (swallowing) return
    const name = (incoming.headers.host ?? '').split('.')[0] ?? ''
    if (incoming.headers.host?.includes(domain) === true) {
      const client = clients.get(name)
      if (client !== undefined) return pass(client, incoming, response)
      response.writeHead(503, { 'X-Localtunnel-Status': 'Tunnel Unavailable' }).end()
      return
    }
    const wanted = (incoming.url ?? '/').slice(1)
    // It tells nobody who holds a name.
    if (wanted.startsWith('api/')) return void response.writeHead(404).end()
    registrations.push(wanted)
    void register(wanted).then((answer) => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer)))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  return {
    host: `http://127.0.0.1:${portOf(server)}`,
    publicUrl: (name) => `http://${name}.${domain}:${portOf(server)}`,
    registrations,
    cutOff(name) {
      const client = clients.get(name)
      client?.port.close()
      for (const socket of client?.sockets ?? []) socket.destroy()
    },
    forget(name) {
      const client = clients.get(name)
      if (client !== undefined) forgotten.push(client)
      clients.delete(name)
    },
    get leftBehind() {
      return forgotten.reduce((sum, { sockets }) => sum + sockets.size, 0)
    },
    withhold(name) {
      const client = clients.get(name)
      if (client !== undefined) client.withheld = true
    },
    swallow: (on) => void (swallowing = on),
    async [Symbol.asyncDispose]() {
      for (const client of [...clients.values(), ...forgotten]) client.end()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

/** One request over one connection, which is used up by it, as the stock server's are when the caller closes. */
function passThrough(socket: Socket, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming
  const outgoing = httpRequest({ createConnection: () => socket, method, path: url, headers: { ...headers, connection: 'close' } })
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, {
      ...answer.headers,
      'x-localtunnel-agent-ips': '["192.0.2.1"]',
      'x-robots-tag': 'noindex'
    })
    answer.pipe(response)
  })
  outgoing.on('error', () => response.destroy())
  incoming.pipe(outgoing)
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}
