/** The product, wired: everything an interface can reach hangs off an App. */
import type { Change, Endpoint, Problem, Settings, Status } from '../contract/index.ts'
import type { Router } from './router/router.ts'
import type { TunnelSupervisor } from './tunnel/tunnel-supervisor.ts'

export interface App {
  /** oRPC handlers of the whole contract. */
  readonly router: Router
  readonly tunnel: TunnelSupervisor
  readonly listenerUrl: string
  readonly settings: Settings
  readonly endpoints: readonly Endpoint[]
  readonly problems: readonly Problem[]
  status(): Promise<Status>
  /** Follows changes until the signal aborts; the first is `hello`. Slow readers get coalesced changes, never a growing queue. */
  changes(signal: AbortSignal): AsyncGenerator<Change>
  /** The stored bytes of a delivery's body, for a download. */
  deliveryBody(id: string): Promise<Uint8Array>
  getNote(key: string): Promise<unknown>
  putNote(key: string, value: unknown): Promise<void>
  /** Ends listener, tunnel and store, in that order, within 3 s. What was answered is stored. */
  close(): Promise<void>
}
