/** Takes in one request's body, counts it, and keeps what the limits allow. */
import type { IncomingMessage } from 'node:http'
import type { HeaderPair } from '../../contract/index.ts'
import type { AppliedFault } from '../faults/fault-kind.ts'
import type { ListenerLimits } from './limits.ts'

/** One request as it came off the wire. */
export interface CapturedRequest {
  readonly method: string
  readonly url: string
  readonly httpVersion: string
  readonly headers: readonly HeaderPair[]
  readonly trailers: readonly HeaderPair[]
  readonly body: Uint8Array
  readonly receivedBytes: number
  /** Why not all of the body is here, if so. */
  readonly shortfall?: 'too_long' | 'client_left' | 'too_slow' | 'malformed' | 'no_room' | 'cut'
  /** Decided on by the head alone: the rest of the body was not waited for. */
  readonly fault?: AppliedFault
  readonly remoteAddress: string
  /** Set when it came through the tunnel; `publicBase` is the public URL then, if there was one. */
  readonly tunnel?: { readonly publicBase: string | undefined }
  /** Epoch ms. */
  readonly firstByteAt: number
  readonly lastByteAt: number
}

export type Shortfall = NonNullable<CapturedRequest['shortfall']>

export interface Capture {
  /** Ends the capture now, for a reason that the request itself doesn't know of. */
  cut(shortfall: Shortfall): void
}

export interface CaptureOptions {
  readonly limits: ListenerLimits
  readonly now: () => number
  readonly firstByteAt: number
  readonly bytesInFlight: { value: number }
  /** Ends the capture with the first bytes of the body, to do this to the sender. */
  readonly fault?: AppliedFault | undefined
  readonly tunnel?: CapturedRequest['tunnel']
  /** Called once, with the request whole or cut. */
  readonly done: (request: CapturedRequest) => void
}

/** Reads `message` to its end. Never throws; every way a request can end reaches `done`. */
export function captureRequest(message: IncomingMessage, options: CaptureOptions): Capture {
  const { limits, bytesInFlight } = options
  const chunks: Uint8Array[] = []
  let keptBytes = 0
  let receivedBytes = 0
  let held = 0
  let finished = false
  let tooLong = false

  function finish(shortfall?: Shortfall): void {
    if (finished) return
    finished = true
    bytesInFlight.value -= held
    const body = joinChunks(chunks, keptBytes)
    options.done({
      method: message.method ?? 'GET',
      url: message.url ?? '/',
      httpVersion: message.httpVersion,
      headers: pairs(message.rawHeaders),
      trailers: message.rawTrailers.length === 0 ? noPairs : pairs(message.rawTrailers),
      body,
      receivedBytes,
      ...(shortfall === undefined ? {} : { shortfall }),
      ...(options.fault === undefined ? {} : { fault: options.fault }),
      ...(options.tunnel === undefined ? {} : { tunnel: options.tunnel }),
      remoteAddress: message.socket.remoteAddress ?? '',
      firstByteAt: options.firstByteAt,
      lastByteAt: options.now()
    })
  }

  function keepFirstPart(chunk: Uint8Array): void {
    tooLong = true
    chunks.push(chunk)
    const kept = joinChunks(chunks, keptBytes + chunk.byteLength).slice(0, Math.min(limits.keptOfTooLongBytes, limits.maxBodyBytes))
    chunks.splice(0, chunks.length, kept)
    keptBytes = kept.byteLength
  }

  /** The sender is held up from here on, so that it meets the fault while it is still sending. */
  function cutHere(): void {
    message.pause()
    finish(String(receivedBytes) === message.headers['content-length'] ? undefined : 'cut')
  }

  message.on('data', (chunk: Uint8Array) => {
    receivedBytes += chunk.byteLength
    if (finished) return
    if (receivedBytes > limits.maxBodyBytes) {
      if (!tooLong) keepFirstPart(chunk)
      if (receivedBytes > limits.maxBodyBytes + limits.drainBytes) finish('too_long')
      return
    }
    if (bytesInFlight.value + chunk.byteLength > limits.maxBytesInFlight) return finish('no_room')
    bytesInFlight.value += chunk.byteLength
    held += chunk.byteLength
    chunks.push(chunk)
    keptBytes += chunk.byteLength
    if (options.fault !== undefined) cutHere()
  })
  message.on('end', () => finish(tooLong ? 'too_long' : undefined))
  message.on('error', () => finish('client_left'))
  message.on('close', () => finish('client_left'))
  return { cut: finish }
}

const noPairs: readonly HeaderPair[] = []

/** Node's flat list of raw headers as pairs. Values are Latin-1 text, one character a byte. */
export function pairs(flat: readonly string[]): readonly HeaderPair[] {
  const result: HeaderPair[] = []
  for (let index = 0; index + 1 < flat.length; index += 2) result.push([flat[index] ?? '', flat[index + 1] ?? ''])
  return result
}

function joinChunks(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array {
  const only = chunks[0]
  if (chunks.length === 1 && only !== undefined) return only
  return chunks.length === 0 ? new Uint8Array(0) : Buffer.concat(chunks, sizeBytes)
}
