/** One connection of the listener, and what is coming in on it. */
import type { Socket } from 'node:net'
import type { Capture } from './capture.ts'

export interface Connection {
  readonly socket: Socket
  /** It came to the port that only tunnels dial. */
  readonly byDoor: boolean
  capture: Capture | undefined
  /** Since when a request is coming in; undefined while idle. */
  firstByteAt: number | undefined
  /** The count of bytes read when the connection last became idle. */
  idleBytes: number
  headersDone: boolean
  /** The listener is closing: end the connection once its answer is out. */
  lastAnswer: boolean
}

/** The answer is out: the next byte begins another request. */
export function becomeIdle(connection: Connection): void {
  if (connection.lastAnswer) connection.socket.end()
  connection.capture = undefined
  connection.firstByteAt = undefined
  connection.headersDone = false
  connection.idleBytes = connection.socket.bytesRead
}
