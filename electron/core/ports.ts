/** What the product needs from the program that hosts it. Nothing in core reaches past these. */
import type { Agent } from 'node:https'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import type { SecretStore } from './secrets/secret-store.ts'

export interface Ports {
  readonly clock: Clock
  readonly log: Log
  readonly secretStore: SecretStore
  /** An absolute path; made when missing. */
  readonly dataFolder: string
  /** Connects to providers for the keys that only they have; it must check certificates. Node's own when left out. */
  readonly keyAgent?: Agent
  readonly version: string
  readonly host: 'desktop' | 'headless'
  /** The port to listen on. `fixed` means the user gave it: taken is an error, not a reason to move on. 0 is any. */
  readonly listener: { readonly port: number; readonly fixed: boolean }
}
