/** The gate of the listener: what comes through the tunnel is judged by its head, and a refused request is answered before its body is read. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply } from '../deliveries/delivery.ts'
import type { Capture } from './capture.ts'
import { createExchange } from './exchange.ts'

export type Admission =
  | { readonly kind: 'local' }
  /** `url` takes the place of the one in the request line; `publicBase` is what stands before it where the provider called. */
  | { readonly kind: 'tunnel'; readonly url: string; readonly publicBase: string | undefined }
  | { readonly kind: 'refused'; readonly reply: Reply }

export interface Gate {
  /** `byDoor`: it came to the port that only tunnels dial. Must be as good as free for a local request. */
  admit(message: IncomingMessage, byDoor: boolean): Admission
  /** Asked for what is no readable request: the error that it is answered with while everything is turned away, else nothing. */
  turnAwayUnreadable(byDoor: boolean): string | undefined
}

/** A refused body up to this size is swallowed, so that the connection can be used again: a tunnel has few of them. */
const swallowedBytes = 65_536
/** Of a longer one this much is read after the answer, for as long as `lingerMs`, so that the sender gets to reading it. */
const drainedBytes = 262_144
const lingerMs = 2_000

/** Answers without keeping a byte of the body. The capture ends it, should the sender break off or be too slow. */
export function answerRefused(message: IncomingMessage, response: ServerResponse, reply: Reply): Capture {
  if (isShort(message)) {
    message.on('end', () => createExchange(message, response, false).send(reply))
    message.resume()
    return { cut: () => message.socket.destroy() }
  }
  const { body, headers, status } = reply
  response.writeHead(status, [...headers.flat(), 'Content-Length', String(body.byteLength), 'Connection', 'close'])
  // The answer is whole with this; ending it would close the connection under a sender that has not read it yet.
  response.write(body)
  const end = (): void => {
    clearTimeout(timer)
    response.end()
  }
  const timer = setTimeout(end, lingerMs)
  timer.unref()
  let left = drainedBytes
  message.on('data', (chunk: Uint8Array) => {
    left -= chunk.byteLength
    if (left < 0) message.pause()
  })
  message.on('end', end)
  message.on('error', end)
  message.socket.once('close', () => clearTimeout(timer))
  return { cut: end }
}

/** Whoever expects to be told to go on may send the body or not: such a connection is not used again. */
function isShort({ headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined || headers.expect !== undefined) return false
  return Number(headers['content-length'] ?? 0) <= swallowedBytes
}
