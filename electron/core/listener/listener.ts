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
import { bindNear } from './bind.ts'
import { captureRequest, type Capture, type CapturedRequest } from './capture.ts'
import { answerRaw, createExchange, type Exchange } from './exchange.ts'
import type { ListenerLimits } from './limits.ts'
import { createServer } from './node-http.ts'

/** Something that never became a delivery. */
export interface Refusal {
  readonly kind: 'malformed' | 'headers_too_large' | 'too_slow' | 'too_many_connections' | 'method'
  readonly text: string
  readonly remoteAddress: string
}

export interface ListenerOptions {
  readonly port: number
  /** A port given by hand: taken is an error. Otherwise the next free one is used. */
  readonly fixed: boolean
  readonly clock: Clock
  /** Asked at each request, so that a changed setting holds at once. */
  readonly limits: () => ListenerLimits
  /** Asked when the head of a request is there: a fault that does not wait for the body. Must be as good as free. */
  readonly faultAtHead?: (message: IncomingMessage) => AppliedFault | undefined
  readonly onRequest: (request: CapturedRequest, exchange: Exchange) => void
  readonly onRefusal: (refusal: Refusal) => void
}

interface Connection {
  readonly socket: Socket
  capture: Capture | undefined
  /** Since when a request is coming in; undefined while idle. */
  firstByteAt: number | undefined
  /** The count of bytes read when the connection last became idle. */
  idleBytes: number
  headersDone: boolean
  /** The listener is closing: end the connection once its answer is out. */
  lastAnswer: boolean
}

export class Listener implements AsyncDisposable {
  readonly port: number
  /** Said when the wanted port could not be had. */
  readonly notice: string | undefined
  readonly #servers: readonly Server[]
  readonly #connections: Map<Socket, Connection>
  readonly #stopSweep: () => void

  private constructor(
    port: number,
    notice: string | undefined,
    servers: readonly Server[],
    connections: Map<Socket, Connection>,
    stopSweep: () => void
  ) {
    this.port = port
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
    const bound = await bindNear(options, () => createListenerServer(options, connections))
    const stopSweep = startSweep(options, connections)
    const notice =
      bound.port === options.port || options.port === 0
        ? undefined
        : `Port ${options.port} is taken by another program, so Hooklab listens on ${bound.port}.`
    return new Listener(bound.port, notice, bound.servers, connections, stopSweep)
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

function createListenerServer(options: ListenerOptions, connections: Map<Socket, Connection>): Server {
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
  const take = (message: IncomingMessage, response: ServerResponse): void => {
    const connection = connections.get(message.socket)
    if (connection !== undefined) takeRequest(message, response, { connection, bytesInFlight, options })
  }
  server.on('request', take)
  server.on('checkExpectation', take)
  server.on('connection', (socket: Socket) => takeConnection(socket, options, connections))
  server.on('connect', (_message: IncomingMessage, socket: Socket) => {
    refuse(options, socket, 'method', 'A CONNECT request: Hooklab is no proxy.')
    answerRaw(socket, 405, 'CONNECT is not supported')
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuseMalformed(error, socket, options, connections))
  return server
}

function takeConnection(socket: Socket, options: ListenerOptions, connections: Map<Socket, Connection>): void {
  socket.on('error', ignoreBrokenPipe)
  const { maxConnections } = options.limits()
  if (connections.size >= maxConnections) {
    refuse(options, socket, 'too_many_connections', `More than ${maxConnections} connections at once.`)
    answerRaw(socket, 503, 'Too many connections')
    return
  }
  connections.set(socket, { socket, capture: undefined, firstByteAt: undefined, idleBytes: 0, headersDone: false, lastAnswer: false })
  socket.once('close', () => connections.delete(socket))
}

interface Taking {
  readonly connection: Connection
  readonly bytesInFlight: { value: number }
  readonly options: ListenerOptions
}

function takeRequest(message: IncomingMessage, response: ServerResponse, { connection, bytesInFlight, options }: Taking): void {
  const { socket } = message
  const firstByteAt = connection.firstByteAt ?? options.clock.now()
  connection.firstByteAt = firstByteAt
  connection.headersDone = true
  if (message.httpVersion === '1.1' && message.headers.host === undefined) {
    refuse(options, socket, 'malformed', 'A request without a Host header, which HTTP/1.1 requires.')
    answerRaw(socket, 400, 'Missing Host header')
    return
  }
  response.on('error', ignoreBrokenPipe)
  response.on('finish', () => becomeIdle(connection))
  connection.capture = captureRequest(message, {
    limits: options.limits(),
    now: () => options.clock.now(),
    firstByteAt,
    bytesInFlight,
    fault: options.faultAtHead?.(message),
    done(request) {
      connection.capture = undefined
      options.onRequest(request, createExchange(message, response, request.shortfall !== undefined))
    }
  })
}

function refuse(options: ListenerOptions, socket: Socket, kind: Refusal['kind'], text: string): void {
  options.onRefusal({ kind, text, remoteAddress: socket.remoteAddress ?? '' })
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
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    refuse(options, socket, 'headers_too_large', `Headers of more than ${options.limits().maxHeaderBytes} bytes.`)
    answerRaw(socket, 431, 'Request headers are too large')
    return
  }
  refuse(options, socket, 'malformed', `Malformed HTTP: ${errorMessage(error)}`)
  answerRaw(socket, 400, 'Malformed HTTP request')
}

function becomeIdle(connection: Connection): void {
  if (connection.lastAnswer) connection.socket.end()
  connection.firstByteAt = undefined
  connection.headersDone = false
  connection.idleBytes = connection.socket.bytesRead
}

/** Looks at every connection now and then: a request whose deadline has passed is answered 408. */
function startSweep(options: ListenerOptions, connections: Map<Socket, Connection>): () => void {
  function sweep(): void {
    const now = options.clock.now()
    const limits = options.limits()
    for (const connection of connections.values()) sweepOne(connection, now, limits, options)
    cancel = options.clock.after(limits.sweepMs, sweep)
  }
  let cancel = options.clock.after(options.limits().sweepMs, sweep)
  return () => cancel()
}

function sweepOne(connection: Connection, now: number, limits: ListenerLimits, options: ListenerOptions): void {
  const { socket } = connection
  if (connection.firstByteAt === undefined) {
    if (socket.bytesRead > connection.idleBytes) connection.firstByteAt = now
    return
  }
  const waitedMs = now - connection.firstByteAt
  if (connection.capture !== undefined) {
    if (waitedMs > limits.bodyDeadlineMs) connection.capture.cut('too_slow')
    return
  }
  if (connection.headersDone || waitedMs <= limits.headerDeadlineMs) return
  refuse(options, socket, 'too_slow', `Headers did not end within ${limits.headerDeadlineMs / 1000} s of the first byte.`)
  answerRaw(socket, 408, 'Request headers took too long')
  connection.headersDone = true
}

/** A sender that went away is noticed by the socket's close; the error itself says nothing more. */
function ignoreBrokenPipe(): void {}
