/** The deadlines of the listener: counted from the first byte of a request, looked at now and then. */
import type { Socket } from 'node:net'
import type { Connection } from './connection.ts'
import type { ListenerLimits } from './limits.ts'
import type { ListenerOptions } from './listener.ts'
import { refuseRaw } from './refuse-raw.ts'

/** Looks at every connection now and then: a request whose deadline has passed is answered 408. */
export function startSweep(options: ListenerOptions, connections: Map<Socket, Connection>): () => void {
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
  const text = `Headers did not end within ${limits.headerDeadlineMs / 1000} s of the first byte.`
  refuseRaw(options, connection, { kind: 'too_slow', text, status: 408, error: 'Request headers took too long' })
  connection.headersDone = true
}
