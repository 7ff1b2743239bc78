/**
 * The listener: the one server that the tunnel exposes. It takes bytes in and hands whole requests on.
 *
 * Deadlines count from the first byte of a request, never from the opening of a connection: tunnels open connections long
 * before there is a request, and must not be cut while idle.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from '../clock.ts'
import { errorMessage } from '../errors.ts'
import type { AppliedFault } from '../faults/fault-kind.ts'
import { bindNear, type Bound } from './bind.ts'
import { captureRequest, type CapturedRequest } from './capture.ts'
import { becomeIdle, type Connection } from './connection.ts'
import { createExchange, type Exchange } from './exchange.ts'
import { answerRefused, type Admission, type Gate } from './gate.ts'
import type { ListenerLimits } from './limits.ts'
import { createServer } from './node-http.ts'
import { refuseRaw, type Refusal } from './refuse-raw.ts'
import { startSweep } from './sweep.ts'

export interface ListenerOptions {
  readonly port: number
  /** A port given by hand: taken is an error. Otherwise the next free one is used. */
  readonly fixed: boolean
  readonly clock: Clock
  /** Asked at each request, so that a changed setting holds at once. */
  readonly limits: () => ListenerLimits
  /** Asked when the head of a request is there: a fault that does not wait for the body. Must be as good as free. */
  readonly faultAtHead?: (message: IncomingMessage) => AppliedFault | undefined
  /** Without one everything is local, and there is no door. */
  readonly gate?: Gate
  readonly onRequest: (request: CapturedRequest, exchange: Exchange) => void
  readonly onRefusal: (refusal: Refusal) => void
}

export class Listener implements AsyncDisposable {
  readonly port: number
  /** Where tunnels come in: on loopback as well, so that what came through one is known for certain, whatever its headers claim. */
  readonly doorPort: number
  /** Said when the wanted port could not be had. */
  readonly notice: string | undefined
  readonly #servers: readonly Server[]
  readonly #connections: Map<Socket, Connection>
  readonly #stopSweep: () => void

  private constructor(
    { port, doorPort }: { readonly port: number; readonly doorPort: number },
    notice: string | undefined,
    servers: readonly Server[],
    connections: Map<Socket, Connection>,
    stopSweep: () => void
  ) {
    this.port = port
    this.doorPort = doorPort
    this.notice = notice
    this.#servers = servers
    this.#connections = connections
    this.#stopSweep = stopSweep
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get connectionCount(): number {
    return this.#connections.size
  }

  /**
   * Listens on 127.0.0.1 and, where the machine has it, on ::1 at the same port.
   * Errors: CONFLICT when a fixed port is taken or no free one is near; FORBIDDEN when the port needs more rights.
   */
  static async open(options: ListenerOptions): Promise<Listener> {
    const connections = new Map<Socket, Connection>()
    const bound = await bindNear(options, () => createListenerServer(options, connections, false))
    const door = options.gate === undefined ? bound : await openDoor(options, connections, bound.servers)
    const stopSweep = startSweep(options, connections)
    const notice =
      bound.port === options.port || options.port === 0
        ? undefined
        : `Port ${options.port} is taken by another program, so Hooklab listens on ${bound.port}.`
    const servers = door === bound ? bound.servers : [...bound.servers, ...door.servers]
    return new Listener({ port: bound.port, doorPort: door.port }, notice, servers, connections, stopSweep)
  }

  /** Stops taking connections, lets running answers finish for `graceMs`, then ends what is left. */
  async close(graceMs = 500): Promise<void> {
    this.#stopSweep()
    const closed = this.#servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())))
    for (const connection of this.#connections.values()) {
      connection.lastAnswer = true
      if (connection.firstByteAt === undefined) connection.socket.destroy()
    }
    const timer = setTimeout(() => {
      for (const socket of this.#connections.keys()) socket.destroy()
    }, graceMs)
    await Promise.all(closed)
    clearTimeout(timer)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}

/** Errors: as `bindNear`; `others` are closed then, so that nothing is left behind. */
async function openDoor(options: ListenerOptions, connections: Map<Socket, Connection>, others: readonly Server[]): Promise<Bound> {
  try {
    return await bindNear({ port: 0, fixed: false }, () => createListenerServer(options, connections, true))
  } catch (error) {
    await Promise.all(others.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))))
    throw error
  }
}

function createListenerServer(options: ListenerOptions, connections: Map<Socket, Connection>, byDoor: boolean): Server {
  const bytesInFlight = { value: 0 }
  const { maxHeaderBytes } = options.limits()
  const server = createServer({ requireHostHeader: false, maxHeaderSize: maxHeaderBytes, keepAlive: true, keepAliveInitialDelay: 15_000 })
  // Deadlines are our own (see above); Node's would cut a tunnel's idle connections.
  server.headersTimeout = 0
  server.requestTimeout = 0
  server.keepAliveTimeout = 0
  server.timeout = 0
  // Node would drop headers past its count without a word; their size is bounded instead.
  server.maxHeadersCount = 0
  const take = (message: IncomingMessage, response: ServerResponse, waits = false): void => {
    const connection = connections.get(message.socket)
    if (connection !== undefined) takeRequest(message, response, { connection, waits, bytesInFlight, options })
  }
  server.on('request', (message: IncomingMessage, response: ServerResponse) => take(message, response))
  server.on('checkContinue', (message: IncomingMessage, response: ServerResponse) => take(message, response, true))
  server.on('checkExpectation', (message: IncomingMessage, response: ServerResponse) => take(message, response))
  server.on('connection', (socket: Socket) => takeConnection(socket, options, { connections, byDoor }))
  server.on('connect', (_message: IncomingMessage, socket: Socket) => {
    const text = 'A CONNECT request: Hooklab is no proxy.'
    refuseRaw(options, { socket, byDoor }, { kind: 'method', text, status: 405, error: 'CONNECT is not supported' })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseMalformed(error, socket, options, connections))
  return server
}

function takeConnection(
  socket: Socket,
  options: ListenerOptions,
  { connections, byDoor }: { readonly connections: Map<Socket, Connection>; readonly byDoor: boolean }
): void {
  socket.on('error', ignoreBrokenPipe)
  const { maxConnections } = options.limits()
  if (connections.size >= maxConnections) {
    const text = `More than ${maxConnections} connections at once.`
    refuseRaw(options, { socket, byDoor }, { kind: 'too_many_connections', text, status: 503, error: 'Too many connections' })
    return
  }
  connections.set(socket, {
    socket,
    byDoor,
    capture: undefined,
    firstByteAt: undefined,
    idleBytes: 0,
    headersDone: false,
    lastAnswer: false
  })
  socket.once('close', () => connections.delete(socket))
}

interface Taking {
  readonly connection: Connection
  /** The sender holds its body back until it is told to go on. */
  readonly waits: boolean
  readonly bytesInFlight: { value: number }
  readonly options: ListenerOptions
}

const local: Admission = { kind: 'local' }

function takeRequest(message: IncomingMessage, response: ServerResponse, { connection, waits, bytesInFlight, options }: Taking): void {
  const firstByteAt = connection.firstByteAt ?? options.clock.now()
  connection.firstByteAt = firstByteAt
  connection.headersDone = true
  if (message.httpVersion === '1.1' && message.headers.host === undefined) {
    const text = 'A request without a Host header, which HTTP/1.1 requires.'
    refuseRaw(options, connection, { kind: 'malformed', text, status: 400, error: 'Missing Host header' })
    return
  }
  response.on('error', ignoreBrokenPipe)
  response.on('finish', () => becomeIdle(connection))
  const admission = options.gate?.admit(message, connection.byDoor) ?? local
  if (admission.kind === 'refused') {
    connection.capture = answerRefused(message, response, admission.reply)
    return
  }
  if (waits) response.writeContinue()
  if (admission.kind === 'tunnel') message.url = admission.url
  connection.capture = captureRequest(message, {
    limits: options.limits(),
    now: () => options.clock.now(),
    firstByteAt,
    bytesInFlight,
    fault: options.faultAtHead?.(message),
    ...(admission.kind === 'tunnel' && { tunnel: { publicBase: admission.publicBase } }),
    done(request) {
      connection.capture = undefined
      options.onRequest(request, createExchange(message, response, request.shortfall !== undefined))
    }
  })
}

function refuseMalformed(
  error: NodeJS.ErrnoException,
  socket: Socket,
  options: ListenerOptions,
  connections: Map<Socket, Connection>
): void {
  const connection = connections.get(socket)
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  if (connection?.capture !== undefined) {
    // The headers were fine and the body is not: what came of it is still a delivery.
    connection.capture.cut(error.code === 'HPE_INVALID_EOF_STATE' ? 'client_left' : 'malformed')
    return
  }
  const from = connection ?? { socket, byDoor: false }
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    const text = `Headers of more than ${options.limits().maxHeaderBytes} bytes.`
    refuseRaw(options, from, { kind: 'headers_too_large', text, status: 431, error: 'Request headers are too large' })
    return
  }
  const text = `Malformed HTTP: ${errorMessage(error)}`
  refuseRaw(options, from, { kind: 'malformed', text, status: 400, error: 'Malformed HTTP request' })
}

/** A sender that went away is noticed by the socket's close; the error itself says nothing more. */
function ignoreBrokenPipe(): void {}
