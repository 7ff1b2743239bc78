/** Why a timestamp that is signed rightly lies too far from now. */
import type { Meaning } from './variant.ts'

const minute = 60
const hour = 3600

export interface TimeFacts {
  /** The timestamp as it came. */
  readonly text: string
  /** A timestamp of now as the scheme itself writes it; left out when it can't be told. */
  readonly usual: string | undefined
  /** Positive for a timestamp in the past. */
  readonly skewSeconds: number
  readonly toleranceSeconds: number
}

export function timeCause({ text, usual, skewSeconds, toleranceSeconds }: TimeFacts): Meaning {
  const unit = usual === undefined ? undefined : wrongUnit(text, usual)
  if (unit !== undefined) return unit
  const size = Math.abs(skewSeconds)
  const side = skewSeconds > 0 ? 'before' : 'after'
  const zone = Math.round(size / (hour / 2)) * (hour / 2)
  if (zone >= hour && zone <= 14 * hour && Math.abs(size - zone) <= 2 * minute) {
    return {
      cause: 'time_zone',
      sentence: `The signature is right, but its time lies ${inWords(zone)} ${side} its arrival, to the minute: local time was written where UTC belongs.`,
      remedy: 'Let the sender use Unix time or UTC, and check the time zone of both clocks.'
    }
  }
  if (skewSeconds < 0 || size <= hour) {
    return {
      cause: 'clock_skew',
      sentence: `The signature is right, but its time lies ${inWords(size)} ${side} its arrival; ${inWords(toleranceSeconds)} are allowed. One of the two clocks is off, or the request was held up.`,
      remedy: 'Set the clocks of sender and receiver by a time server. To accept such deliveries anyway, raise the tolerance.'
    }
  }
  return {
    cause: 'old_delivery',
    sentence: `The signature is right, but it was made ${inWords(size)} before it arrived: this is an old request sent again.`,
    remedy: 'Resend it with a fresh signature (re-sign), or have the provider send it anew.'
  }
}

const units: Readonly<Record<number, string>> = { 10: 'seconds', 13: 'milliseconds', 16: 'microseconds', 19: 'nanoseconds' }

/** Told by length: times of this century have 10 digits in seconds, and three more for each finer unit. */
function wrongUnit(text: string, usual: string): Meaning | undefined {
  const came = /^\d+$/.test(text) ? units[text.length] : undefined
  const expected = /^\d+$/.test(usual) ? units[usual.length] : undefined
  if (came === undefined || expected === undefined || came === expected) return undefined
  return {
    cause: 'timestamp_unit',
    sentence: `The timestamp is in ${came}, and ${expected} are expected.`,
    remedy: `Let the sender write its time in ${expected} before it signs and sends it.`
  }
}

function inWords(seconds: number): string {
  if (seconds < 2 * minute) return `${Math.round(seconds)} s`
  if (seconds < 2 * hour) return `${Math.round(seconds / minute)} min`
  if (seconds < 48 * hour) return `${Math.round((seconds / hour) * 10) / 10} h`
  return `${Math.round(seconds / (24 * hour))} days`
}

/** Epoch milliseconds of a timestamp in whatever unit is likeliest; nothing for a text that is no time. */
export function parseClaimedTime(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) {
    const value = Number(text)
    return value > 100_000_000_000 ? value : value * 1000
  }
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? undefined : atMs
}
