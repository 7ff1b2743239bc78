/** Odd ways to send an answer, for faults: in part, slowly, endlessly long, or as bytes that are no HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { HeaderPair } from '../../contract/index.ts'
import type { Reply } from '../deliveries/delivery.ts'
import { STATUS_CODES } from './node-http.ts'

export type Transmission =
  | { readonly kind: 'whole' }
  /** The head and the first half of the body, then the connection is reset. */
  | { readonly kind: 'half_then_reset' }
  /** A status below 200: its head, then the connection is closed, for no final answer follows. */
  | { readonly kind: 'head_only' }
  /** `Content-Length` says `sizeBytes`, `sentBytes` come, then the connection is closed. */
  | { readonly kind: 'cut'; readonly sizeBytes: number; readonly sentBytes: number }
  | { readonly kind: 'drip'; readonly bytesPerSecond: number; readonly part: 'body' | 'answer' }
  /** `line` over and over, as fast as the sender takes it. */
  | { readonly kind: 'stream'; readonly sizeBytes: number; readonly line: string }
  | { readonly kind: 'malformed'; readonly defect: Defect }

export type Defect = 'bad_chunk' | 'short_length' | 'bad_length' | 'bad_header' | 'bad_status_line'

/** How an answer went that takes its time. */
export interface Sent {
  readonly sentBytes: number
  readonly totalBytes: number
}

/** However slowly it goes, a connection is given back after this time. */
const longestMs = 3_600_000
const dripEveryMs = 100
/** How long a sender may keep its side of an ended connection open. */
const lingerMs = 2_000
const streamChunkBytes = 65_536

/** The connection that an answer goes out on. */
export interface Channel {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  /** Writes the head of the answer; the connection ends after it. */
  readonly writeHead: (reply: Reply) => void
}

/** Sends the head and half of the body, then resets the connection. */
export function sendHalfThenReset({ message, response, writeHead }: Channel, reply: Reply): void {
  writeHead(reply)
  const half = reply.body.subarray(0, Math.floor(reply.body.byteLength / 2))
  response.write(half.byteLength === 0 ? Buffer.alloc(0) : half, () => message.socket.resetAndDestroy())
  response.flushHeaders()
}

/** Writes bytes past Node's own rules of what an answer is, then ends the connection. */
export async function sendRaw(channel: Channel, bytes: Uint8Array): Promise<void> {
  endConnection(await ownSocket(channel), bytes)
}

/** Ends a connection in an orderly way, and for good when the sender does not end its side. */
export function endConnection(socket: Socket | undefined, lastBytes: Uint8Array = new Uint8Array(0)): void {
  if (socket === undefined || socket.destroyed) return
  socket.end(lastBytes, () => {
    const timer = setTimeout(() => socket.destroy(), lingerMs)
    timer.unref()
    socket.once('close', () => clearTimeout(timer))
  })
}

/** Writes bytes at a pace, then ends the connection. Resolves when all are out or the sender has left. */
export async function drip(
  channel: Channel,
  reply: Reply,
  { bytesPerSecond, part }: Extract<Transmission, { kind: 'drip' }>
): Promise<Sent> {
  const head = rawHead(statusLine(reply.status), [...reply.headers, ['Content-Length', String(reply.body.byteLength)]])
  const socket = await ownSocket(channel)
  const dripping = part === 'body' ? reply.body : Buffer.concat([head, reply.body])
  if (part === 'body') socket?.write(head)
  const everyMs = Math.max(dripEveryMs, 1000 / bytesPerSecond)
  const bytesAtOnce = Math.max(1, Math.round((bytesPerSecond * everyMs) / 1000))
  let sentBytes = 0
  for (let waitedMs = 0; sentBytes < dripping.byteLength && waitedMs < longestMs; waitedMs += everyMs) {
    if (socket !== undefined) await waitOrClosed(socket, everyMs)
    if (socket?.writable !== true) break
    socket.write(dripping.subarray(sentBytes, sentBytes + bytesAtOnce))
    sentBytes = Math.min(dripping.byteLength, sentBytes + bytesAtOnce)
  }
  endConnection(socket)
  return { sentBytes, totalBytes: dripping.byteLength }
}

/** Sends `sizeBytes` of body, never more than the sender takes. Resolves when all are out or the sender has left. */
export async function stream(
  channel: Channel,
  reply: Reply,
  { sizeBytes, line }: Extract<Transmission, { kind: 'stream' }>
): Promise<Sent> {
  const { response, writeHead } = channel
  writeHead(reply)
  let sentBytes = 0
  const chunk = Buffer.from(line.repeat(Math.ceil(streamChunkBytes / line.length)))
  function* chunks(): Generator<Uint8Array> {
    while (sentBytes < sizeBytes) {
      const piece = chunk.subarray(0, Math.min(chunk.byteLength, sizeBytes - sentBytes))
      sentBytes += piece.byteLength
      yield piece
    }
  }
  try {
    await pipeline(Readable.from(chunks(), { objectMode: false }), response, { signal: AbortSignal.timeout(longestMs) })
  } catch {
    // The sender left or took too long; what was handed over says how far it got.
    response.destroy()
  }
  return { sentBytes, totalBytes: sizeBytes }
}

/** The answer as bytes, with one thing wrong. */
export function malformedBytes(reply: Reply, defect: Defect): Uint8Array {
  const { status, body } = reply
  const headers = reply.headers.filter(([name]) => !/^(?:content-length|transfer-encoding|connection)$/i.test(name))
  const length = (text: string): HeaderPair => ['Content-Length', text]
  const whole = [...headers, length(String(body.byteLength))]
  switch (defect) {
    case 'bad_chunk':
      return Buffer.concat([
        rawHead(statusLine(status), [...headers, ['Transfer-Encoding', 'chunked']]),
        Buffer.from('not-hex\r\n'),
        body,
        Buffer.from('\r\n0\r\n\r\n')
      ])
    case 'short_length':
      return Buffer.concat([rawHead(statusLine(status), [...headers, length(String(Math.floor(body.byteLength / 2)))]), body])
    case 'bad_length':
      return Buffer.concat([rawHead(statusLine(status), [...headers, length('many')]), body])
    case 'bad_header':
      return Buffer.concat([rawHead(`${statusLine(status)}\r\nthis header has no colon`, whole), body])
    case 'bad_status_line':
      return Buffer.concat([rawHead('HTTP/1.1 fine', whole), body])
  }
}

/** The head, and of the body what is to be sent. */
export function cutBytes(reply: Reply, { sizeBytes, sentBytes }: Extract<Transmission, { kind: 'cut' }>): Uint8Array {
  const headers = reply.headers.filter(([name]) => !/^(?:content-length|connection)$/i.test(name))
  const head = rawHead(statusLine(reply.status), [...headers, ['Content-Length', String(sizeBytes)]])
  return Buffer.concat([head, reply.body.subarray(0, sentBytes)])
}

/** A head alone, as for a status that has nothing after it. */
export function headBytes(reply: Reply): Uint8Array {
  return rawHead(statusLine(reply.status), reply.headers)
}

function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}`
}

function rawHead(firstLine: string, headers: readonly HeaderPair[]): Buffer {
  const lines = [...headers, ['Connection', 'close'] as const].map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${[firstLine, ...lines].join('\r\n')}\r\n\r\n`, 'latin1')
}

/** The socket once it is this answer's turn, for a sender may have sent several requests at once. */
async function ownSocket({ message, response }: Channel): Promise<Socket | undefined> {
  if (response.socket === null && !message.socket.destroyed) {
    await new Promise<void>((resolve) => {
      response.once('socket', () => resolve())
      response.once('close', () => resolve())
    })
  }
  return message.socket.destroyed ? undefined : message.socket
}

function waitOrClosed(socket: Socket, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      socket.off('close', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    timer.unref()
    socket.once('close', end)
  })
}
