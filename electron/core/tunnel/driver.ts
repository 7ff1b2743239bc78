/** A tunnel driver: one way of getting a public URL. One file each under drivers/. */
import type { TunnelDriverInfo, TunnelOptions, TunnelReason } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

/** What a running connection tells its supervisor, as it happens. */
export type TunnelSignal =
  /** Some or all of the driver's connections were lost: prove again now. */
  | { readonly kind: 'shaken'; readonly open: number; readonly wanted: number }
  /** What was lost is there again, by itself. */
  | { readonly kind: 'restored' }
  /** The connection is over; nothing will come through it any more. */
  | { readonly kind: 'lost'; readonly reason: TunnelReason }

export interface TunnelConnection {
  /** Without a trailing slash. */
  readonly publicUrl: string
  /** Set when the server gave another URL than the one that was asked for. */
  readonly instead?: { readonly wantedName: string; readonly held: 'used' | 'free' | 'unknown' }
  /** How long it is left to connect again by itself, under the same URL, before it is opened anew, milliseconds; it can't when left out. */
  readonly healsWithinMs?: number
  /** Ends it at once, whatever state it is in. Never rejects. */
  close(): Promise<void>
}

export interface OpenRequest {
  readonly options: TunnelOptions
  /** The public URL that was had before and is wanted again; goes before the options' name. */
  readonly again?: string
  /** Where the listener is: always loopback. */
  readonly listenerPort: number
  readonly onSignal: (signal: TunnelSignal) => void
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly log: Log
}

export type OpenResult = { readonly opened: TunnelConnection } | { readonly failed: TunnelReason; readonly retryable: boolean }

export interface TunnelDriver {
  readonly info: TunnelDriverInfo
  /** Who is spoken to, for sentences: the tunnel server's host. */
  server(options: TunnelOptions): string
  /** Checks options before anything is dialled. */
  check(options: TunnelOptions): TunnelReason | undefined
  /** Settles within 10 s, also when aborted. */
  open(request: OpenRequest): Promise<OpenResult>
}
