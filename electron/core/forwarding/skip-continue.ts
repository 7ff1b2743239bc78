/** Interim answers that the HTTP client can't bear. */
import type { Socket } from 'node:net'

const start = 'HTTP/1.1 100'
const longestInterim = 16_384

/**
 * Lets a target answer `100 Continue` unasked, as it may: undici takes that for a broken answer and drops the connection.
 * Takes such answers out at the head of what the socket reads; all else passes as it comes.
 * Source: https://www.rfc-editor.org/rfc/rfc9110#section-15.2 ("A client MUST be able to parse one or more 1xx responses")
 */
export function skipContinue(socket: Socket): void {
  const read = socket.read.bind(socket)
  let held: Buffer | undefined = Buffer.alloc(0)
  socket.read = (size?: number): unknown => {
    while (held !== undefined) {
      const chunk: unknown = read(size)
      if (!(chunk instanceof Buffer)) return chunk
      held = afterContinue(Buffer.concat([held, chunk]))
      if (held.byteLength > 0 && !mayBeContinue(held)) {
        const rest = held
        held = undefined
        return rest
      }
    }
    return read(size)
  }
}

/** What follows the interim answers that are whole. */
function afterContinue(bytes: Buffer): Buffer {
  let rest = bytes
  while (rest.toString('latin1', 0, start.length) === start) {
    const end = rest.indexOf('\r\n\r\n')
    if (end === -1) break
    rest = rest.subarray(end + 4)
  }
  return rest
}

function mayBeContinue(bytes: Buffer): boolean {
  if (bytes.byteLength > longestInterim) return false
  return bytes.byteLength < start.length ? start.startsWith(bytes.toString('latin1')) : bytes.toString('latin1', 0, start.length) === start
}
