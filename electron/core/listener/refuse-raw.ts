/** Refusals on the socket itself: malformed HTTP, too many connections, a request that never ends. */
import type { Connection } from './connection.ts'
import { answerRaw } from './exchange.ts'
import type { Gate } from './gate.ts'

/** Something that never became a delivery. */
export interface Refusal {
  readonly kind: 'malformed' | 'headers_too_large' | 'too_slow' | 'too_many_connections' | 'method'
  readonly text: string
  readonly remoteAddress: string
}

/** What never becomes a request: answered on the socket itself, and told. A blocked door says nothing but that it is. */
export function refuseRaw(
  { gate, onRefusal }: { readonly gate?: Gate; readonly onRefusal: (refusal: Refusal) => void },
  { socket, byDoor }: Pick<Connection, 'socket' | 'byDoor'>,
  { kind, text, status, error }: Pick<Refusal, 'kind' | 'text'> & { readonly status: number; readonly error: string }
): void {
  const turnedAway = gate?.turnAwayUnreadable(byDoor)
  if (turnedAway !== undefined) {
    answerRaw(socket, 503, turnedAway)
    return
  }
  onRefusal({ kind, text, remoteAddress: socket.remoteAddress ?? '' })
  answerRaw(socket, status, error)
}
