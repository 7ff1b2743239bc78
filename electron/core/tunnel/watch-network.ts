/**
 * Notices that the machine changed its network or slept, where nobody tells: a look at its addresses and at the clock every few
 * seconds, which costs microseconds. Connections may be dead without a word after either.
 */
import type { NetworkInterfaceInfo } from 'node:os'
import type { Clock } from '../clock.ts'

export type Interfaces = Partial<Record<string, NetworkInterfaceInfo[]>>

export interface WatchNetworkParts {
  readonly clock: Clock
  readonly interfaces: () => Interfaces
  readonly onWake: (reason: 'resume' | 'network') => void
}

const lookEveryMs = 5_000
/** Later than this, the machine was not merely busy. */
const sleptMs = 15_000

/** Answers the function that ends it. */
export function watchNetwork({ clock, interfaces, onWake }: WatchNetworkParts): () => void {
  let known = addresses(interfaces())
  let dueAt = clock.now() + lookEveryMs
  let cancel = (): void => {}
  const look = (): void => {
    const now = addresses(interfaces())
    // Losing all of them is no time to prove anything; getting the next one is.
    if (now !== known && now !== '') onWake('network')
    else if (clock.now() - dueAt > sleptMs) onWake('resume')
    known = now
    dueAt = clock.now() + lookEveryMs
    cancel = clock.after(lookEveryMs, look)
  }
  cancel = clock.after(lookEveryMs, look)
  return () => cancel()
}

/** Every address that leads out of this machine, as one text to compare. */
function addresses(interfaces: Interfaces): string {
  return Object.values(interfaces)
    .flatMap((infos) => infos ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ')
}
