/** What the supervisor's side and the localtunnel thread say to each other. */

export interface LocaltunnelTask {
  /** The tunnel server, without a trailing slash. */
  readonly host: string
  /** The name to ask for; any, when left out. */
  readonly name?: string
  readonly listenerPort: number
}

export type LocaltunnelMessage =
  /** The server gave a name; `held` says what it told of the name that was asked for instead. */
  | { readonly kind: 'registered'; readonly name: string; readonly publicUrl: string; readonly held: Held }
  /** The registration came to nothing. */
  | ({ readonly kind: 'refused' } & Refusal)
  /** The first connection is open, or for a while fewer than half were. */
  | { readonly kind: 'sockets'; readonly open: number; readonly wanted: number }
  /** No connection can be had any more. */
  | { readonly kind: 'lost' }

export type Held = 'used' | 'free' | 'unknown'

/** An answer that is no registration has a status, a failed connection a code; `detail` is what was said. */
export type Refusal = { readonly status: number; readonly detail: string } | { readonly code: string; readonly detail: string }
