/** Speaks to a server byte by byte, as broken and hostile senders do. */
import { connect, type Socket } from 'node:net'

export interface RawExchange {
  /** All that came back, Latin-1. */
  readonly text: string
  readonly status: number | undefined
  /** The server ended or reset the connection. */
  readonly closed: boolean
}

/** Sends bytes on a new connection and reads until the server closes, or a whole answer is there, or the time is over. */
export function exchangeRaw(
  port: number,
  bytes: Uint8Array | string,
  { timeoutMs = 5_000, endAfter = false, keepOpen = false } = {}
): Promise<RawExchange> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    const chunks: Buffer[] = []
    let closed = false
    const finish = (): void => {
      clearTimeout(timer)
      socket.destroy()
      const text = Buffer.concat(chunks).toString('latin1')
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1]
      resolve({ text, status: status === undefined ? undefined : Number(status), closed })
    }
    const timer = setTimeout(finish, timeoutMs)
    socket.on('error', () => {
      closed = true
    })
    socket.on('close', () => {
      closed = true
      finish()
    })
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (!keepOpen && isWhole(Buffer.concat(chunks).toString('latin1'))) finish()
    })
    socket.on('connect', () => {
      socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
      if (endAfter) socket.end()
    })
  })
}

/** A connection to write to in pieces. */
export function openRaw(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Whether an answer with a length is there to its end. */
export function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return false
  const length = /content-length: (\d+)/i.exec(text.slice(0, end))?.[1]
  return length !== undefined && text.length >= end + 4 + Number(length)
}
