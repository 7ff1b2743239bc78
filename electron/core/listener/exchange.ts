/** The answering side of one request: everything that can be done to the sender. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Reply } from '../deliveries/delivery.ts'
import { STATUS_CODES } from './node-http.ts'
import {
  cutBytes,
  drip,
  endConnection,
  headBytes,
  malformedBytes,
  sendHalfThenReset,
  sendRaw,
  type Sent,
  stream,
  type Channel,
  type Transmission
} from './transmission.ts'

export interface Exchange {
  /** Whether the sender is still there. */
  readonly open: boolean
  send(reply: Reply): void
  /** Sends it in an odd way. Answers how it went when that takes time. Never rejects. */
  transmit(reply: Reply, transmission: Transmission): Promise<Sent | undefined>
  /** Ends the connection without a byte of answer. */
  drop(how: 'reset' | 'close'): void
  /** Calls back once when the sender has closed the connection, at once when it already has; also after the answer has gone. */
  onGone(task: () => void): void
}

const bodilessStatuses = new Set([204, 304])
const oneWriteUpToBytes = 8192

/** Wraps Node's response. `lastRequest` ends the connection after the answer, for a request that was not read whole. */
export function createExchange(message: IncomingMessage, response: ServerResponse, lastRequest: boolean): Exchange {
  return new HttpExchange(message, response, lastRequest)
}

/**
 * A class, and no literal with a getter: each such literal gets a hidden class of its own, which V8 makes in the old heap. It
 * then keeps the whole request alive until the next long collection, and those would hold answers up.
 */
class HttpExchange implements Exchange {
  readonly #message: IncomingMessage
  readonly #response: ServerResponse
  readonly #lastRequest: boolean

  constructor(message: IncomingMessage, response: ServerResponse, lastRequest: boolean) {
    this.#message = message
    this.#response = response
    this.#lastRequest = lastRequest
  }

  get open(): boolean {
    const { socket } = this.#message
    return !socket.destroyed && socket.writable
  }

  send(reply: Reply): void {
    const { socket } = this.#message
    if (socket.destroyed) return
    writeHead(this.#response, reply, this.#lastRequest)
    if (bodilessStatuses.has(reply.status)) this.#response.end()
    else endWith(this.#response, reply.body)
    if (this.#lastRequest) lingerThenClose(this.#message, socket)
  }

  async transmit(reply: Reply, transmission: Transmission): Promise<Sent | undefined> {
    const [message, response] = [this.#message, this.#response]
    if (message.socket.destroyed) return undefined
    if (transmission.kind !== 'whole')
      return transmitOdd({ message, response, writeHead: (odd) => writeHead(response, odd, true) }, reply, transmission)
    this.send(reply)
    return undefined
  }

  drop(how: 'reset' | 'close'): void {
    const { socket } = this.#message
    if (how === 'reset') socket.resetAndDestroy()
    else endConnection(socket)
  }

  onGone(task: () => void): void {
    // The answer's own close, not the socket's: a kept-alive connection would gather listeners.
    if (this.#message.socket.destroyed) task()
    else this.#response.once('close', task)
  }
}

async function transmitOdd(
  channel: Channel,
  reply: Reply,
  transmission: Exclude<Transmission, { kind: 'whole' }>
): Promise<Sent | undefined> {
  switch (transmission.kind) {
    case 'half_then_reset':
      sendHalfThenReset(channel, reply)
      return undefined
    case 'head_only':
      await sendRaw(channel, headBytes(reply))
      return undefined
    case 'cut':
      await sendRaw(channel, cutBytes(reply, transmission))
      return undefined
    case 'malformed':
      await sendRaw(channel, malformedBytes(reply, transmission.defect))
      return undefined
    case 'drip':
      return drip(channel, reply, transmission)
    case 'stream':
      return stream(channel, reply, transmission)
  }
}

function writeHead(response: ServerResponse, reply: Reply, closing: boolean): void {
  const flat: string[] = []
  let hasLength = false
  let hasDate = false
  for (const [name, value] of reply.headers) {
    const lower = name.toLowerCase()
    if (lower === 'content-length') hasLength = true
    else if (lower === 'date') hasDate = true
    flat.push(name, value)
  }
  if (!hasLength && !bodilessStatuses.has(reply.status)) flat.push('Content-Length', String(reply.body.byteLength))
  if (closing) flat.push('Connection', 'close')
  if (hasDate) response.sendDate = false
  response.writeHead(reply.status, flat)
}

/** As text of one character a byte, Node sends a short body and the head in one write; the bytes are the same. */
function endWith(response: ServerResponse, body: Uint8Array): void {
  if (body.byteLength > oneWriteUpToBytes) response.end(body)
  else response.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'latin1')
}

/** Reads on for a moment so that the sender can read its answer before the connection goes away. */
function lingerThenClose(message: IncomingMessage, socket: Socket): void {
  message.resume()
  const timer = setTimeout(() => socket.destroy(), 2_000)
  timer.unref()
  socket.once('close', () => clearTimeout(timer))
}

/** An answer written straight to a socket that has no request: malformed HTTP, too many connections. */
export function answerRaw(socket: Socket, status: number, error: string): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify({ error })
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(status === 503 ? ['Retry-After: 5'] : []),
    'Connection: close'
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  const timer = setTimeout(() => socket.destroy(), 1_000)
  timer.unref()
  socket.resume()
}
