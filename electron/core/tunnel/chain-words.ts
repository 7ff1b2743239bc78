/** What the tunnel log says of the way through a chain of fallbacks. */
import type { ChainMachine } from './chain-transition.ts'

export interface ChainNote {
  readonly text: string
  readonly cause: string
}

/** What changed between the two; nothing when it is not worth a line. */
export function chainNote(before: ChainMachine, after: ChainMachine, names: readonly string[]): ChainNote | undefined {
  const name = (index: number): string => names[index] ?? ''
  const last = after.steps.length - 1
  if (after.phase === 'idle' || before.phase === 'idle' || last < 1) return undefined
  if (after.besideUntil !== undefined && before.besideUntil === undefined)
    return { text: `Trying ${name(0)} again beside ${name(after.current)}.`, cause: 'going_back' }
  if (before.besideUntil !== undefined && after.current === 0) {
    const why = after.phase === 'in_use' ? 'is proven again' : 'is being opened already'
    return { text: `${name(0)} ${why} and takes the place of ${name(before.current)}.`, cause: 'went_back' }
  }
  if (before.besideUntil !== undefined && after.besideUntil === undefined) {
    const { reason } = after.steps[0] ?? {}
    return {
      text: `${name(0)} can’t be had yet; ${name(after.current)} stays.${said(reason?.message)}`,
      cause: reason?.cause ?? 'going_back'
    }
  }
  if (after.phase === 'resting' && before.phase !== 'resting') {
    const seconds = Math.round(((after.dueAt ?? after.since) - after.since) / 1_000)
    return { text: `None of the ${last + 1} tunnels could be had; they are tried again in ${seconds} s.`, cause: 'all_failed' }
  }
  if (after.phase !== 'trying' || (after.since === before.since && after.current === before.current)) return undefined
  if (after.current === 0)
    return before.current === 0 && before.phase !== 'resting' ? undefined : { text: `Trying ${name(0)} again.`, cause: 'going_back' }
  const { reason } = after.steps[before.current] ?? {}
  const lost = before.phase === 'trying' ? 'can’t be had' : 'does not receive any more'
  return {
    text: `${name(before.current)} ${lost}.${said(reason?.message)} Fallback ${after.current} of ${last} is tried: ${name(after.current)}.`,
    cause: reason?.cause ?? 'fallback'
  }
}

function said(message: string | undefined): string {
  return message === undefined ? '' : ` ${message}`
}
