/** Timestamps of requests. They stay text wherever they are signed: "017" and "17" are different signed content. */
import type { Failure } from './failure.ts'
import { timestampFailure } from './failure.ts'

export type TimeFormat = 'seconds' | 'milliseconds' | 'iso'

/** A timestamp as it came, and the moment it means in epoch milliseconds. */
export interface ClaimedTime {
  readonly text: string
  readonly atMs: number
}

/** A rule of how far a timestamp may lie from now. */
export interface Tolerance {
  readonly seconds: number
  /** What the timestamp is called in messages: a header name, mostly. */
  readonly name: string
}

/** Reads digits only, or RFC 3339 with its zone; nothing for any other text. */
export function parseTime(text: string, format: TimeFormat): ClaimedTime | undefined {
  const atMs = readTime(text, format)
  return atMs === undefined || !Number.isSafeInteger(atMs) ? undefined : { text, atMs }
}

/** Writes a moment as a provider writes it; fractions of the unit are dropped. */
export function formatTime(atMs: number, format: TimeFormat): string {
  if (format === 'iso') return new Date(atMs).toISOString()
  return String(Math.floor(format === 'seconds' ? atMs / 1000 : atMs))
}

/**
 * Whether a timestamp lies within tolerance, both ways; exactly at tolerance is within.
 * Units: `now` in epoch milliseconds; both are compared as whole seconds, because most providers send no more.
 */
export function checkTolerance(time: ClaimedTime, now: number, tolerance: Tolerance): Failure | undefined {
  const ageSeconds = Math.floor(now / 1000) - Math.floor(time.atMs / 1000)
  if (Math.abs(ageSeconds) <= tolerance.seconds) return undefined
  const side = ageSeconds > 0 ? 'in the past' : 'in the future'
  const hint = looksLikeMilliseconds(time, now) ? ' It looks like milliseconds where seconds are expected.' : ''
  return timestampFailure(
    'timestamp_out_of_tolerance',
    `${tolerance.name} lies ${Math.abs(ageSeconds)} s ${side}; at most ${tolerance.seconds} s are allowed.${hint}`
  )
}

function readTime(text: string, format: TimeFormat): number | undefined {
  if (format === 'iso') return readIsoTime(text)
  if (!/^\d{1,16}$/.test(text)) return undefined
  return format === 'seconds' ? Number(text) * 1000 : Number(text)
}

/** Date knows milliseconds; providers send up to nanoseconds. */
function readIsoTime(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:(\.\d{1,3})\d{0,6})?(Z|[+-]\d\d:\d\d)$/.exec(text)
  const atMs = parts === null ? Number.NaN : Date.parse(`${parts[1]}${parts[2] ?? ''}${parts[3]}`)
  return Number.isNaN(atMs) ? undefined : atMs
}

function looksLikeMilliseconds(time: ClaimedTime, now: number): boolean {
  return Math.abs(time.atMs / 1000 - now) < 86_400_000
}
