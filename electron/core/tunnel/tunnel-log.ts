/** The log of a tunnel: what happened, when and why, the newest last. */
import type { TunnelLogEntry } from '../../contract/index.ts'

const maxLogEntries = 200

/** The log with one entry more; the oldest go. */
export function appendEntry(log: readonly TunnelLogEntry[], entry: TunnelLogEntry): TunnelLogEntry[] {
  return [...log.slice(-(maxLogEntries - 1)), entry]
}
