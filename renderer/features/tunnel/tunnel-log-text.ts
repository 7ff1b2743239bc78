/** The tunnel log as text, to be pasted into an issue. */
import type { TunnelLogEntry } from '../../../electron/contract/index.ts'

/** Oldest first, one line an entry: time, state, what happened, and the cause by its stable word. */
export function logAsText(log: readonly TunnelLogEntry[]): string {
  return log
    .map(({ at, state, text, cause }) =>
      [new Date(at).toISOString(), state, text, ...(cause === undefined ? [] : [`(${cause})`])].join(' ')
    )
    .join('\n')
}
