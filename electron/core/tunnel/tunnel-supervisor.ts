/** The supervisor's face towards the app; see supervisor.ts for the states. */
import type { OpenTunnelInput, Tunnel, TunnelDriverInfo } from '../../contract/index.ts'
import type { HeaderPair } from '../../contract/index.ts'
import type { RememberedTunnel } from './supervisor-options.ts'

/** A request that may be the supervisor's own proof coming back. */
export interface ProbeRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly HeaderPair[]
}

export interface TunnelSupervisor {
  readonly tunnel: Tunnel
  readonly drivers: readonly TunnelDriverInfo[]
  /** Starts opening and answers at once. Errors: AppError BAD_REQUEST for unknown drivers and bad options. */
  open(input: OpenTunnelInput): Tunnel
  /** Checks a chain of fallbacks before it is kept. Errors: AppError BAD_REQUEST, naming the one that can't be used. */
  requireUsable(chain: readonly OpenTunnelInput[]): void
  /** The developer's settings have changed. */
  reconsider(): void
  /** What to come back to in the next run; nothing until a tunnel is proven. */
  readonly remembered: RememberedTunnel | undefined
  /** Ends it in every state; resolves when closed. */
  close(): Promise<Tunnel>
  /** Tries the wished tunnel again where a fallback is in use, or where all have failed; answers at once. */
  goBack(): Tunnel
  /** Proves now; resolves with the state after the proof. */
  check(): Promise<Tunnel>
  acknowledge(): Tunnel
  /** The body to answer when the request is a proof that is under way, else nothing. The proof is never a delivery. */
  answerProbe(request: ProbeRequest): Uint8Array | undefined
  /** Every tunnel that may bring requests now: the one that is shown, and another that is tried beside it. */
  readonly ways: readonly Tunnel[]
  /** A delivery came through the tunnel at `at`. */
  noteDelivery(at: number): void
  /** The machine slept or changed its network: prove at once. */
  wake(reason: 'resume' | 'network'): void
  /** Called with each new state. */
  onChange(listener: (tunnel: Tunnel) => void): () => void
}
