/**
 * Follows the stream of changes for as long as the page lives.
 *
 * state        | stream opened | stream ended or failed          | waited long enough
 * connecting   | live          | reconnecting                    | -
 * live         | -             | reconnecting                    | -
 * reconnecting | live          | offline after the third failure | tries again
 * offline      | live          | offline                         | tries again
 */
import type { Change } from '../../electron/contract/index.ts'
import { type BackOff, wait, waitAfter } from './back-off.ts'
import type { Client } from './client.ts'

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline'

export interface FollowOptions {
  readonly client: Pick<Client, 'changes'>
  readonly signal: AbortSignal
  readonly onChange: (change: Change) => void
  readonly onState: (state: ConnectionState) => void
  readonly backOff?: BackOff
}

const defaultBackOff: BackOff = { firstMs: 250, capMs: 5_000, jitter: 0.3 }
const failuresUntilOffline = 3

/** Resolves when the signal aborts. */
export async function followChanges(options: FollowOptions): Promise<void> {
  const { signal, onState } = options
  let failures = 0
  while (!signal.aborted) {
    const heard = await followOnce(options)
    if (signal.aborted) return
    failures = heard ? 1 : failures + 1
    onState(failures < failuresUntilOffline ? 'reconnecting' : 'offline')
    await wait(waitAfter(failures, options.backOff ?? defaultBackOff, Math.random()), signal)
  }
}

/** Follows one stream to its end. Answers whether anything was heard. */
async function followOnce({ client, signal, onChange, onState }: FollowOptions): Promise<boolean> {
  let heard = false
  try {
    const changes = await client.changes(undefined, { signal })
    for await (const change of changes) {
      if (!heard) onState('live')
      heard = true
      onChange(change)
    }
  } catch {
    // However the stream broke, the answer is the same: open it again.
  }
  return heard
}
