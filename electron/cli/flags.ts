/** Reading a verb's flags: strictly, and with one sentence that says what is allowed. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { UsageError } from './verb.ts'

/**
 * Values by flag, and what stands beside the flags. `positional` names the latter, as `FILE or -`; without it none is allowed.
 * Errors: throws a UsageError for an unknown flag, a missing value or an unexpected argument.
 */
export function readFlags<const Flags extends ParseArgsOptionsConfig>(args: readonly string[], flags: Flags, positional?: string) {
  try {
    const parsed = parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: positional !== undefined })
    for (const [flag, value] of Object.entries(parsed.values))
      if ([value].flat().includes('')) throw new Error(`Option '--${flag}' needs a value`)
    return parsed
  } catch (error) {
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)
    const allowed = [...(positional === undefined ? [] : [positional]), ...Object.keys(flags).map((flag) => `--${flag}`)]
    throw new UsageError(`${sentence}. Allowed: ${allowed.join(', ')}.`)
  }
}

/** A whole number within bounds. Errors: throws a UsageError that names the flag. */
export function readCount(
  flag: string,
  text: string | undefined,
  { usual, most }: { readonly usual: number; readonly most: number }
): number {
  if (text === undefined) return usual
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > most) throw new UsageError(`--${flag} takes a number from 1 to ${most}, not "${text}".`)
  return count
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of `500ms`, `30s`, `5m`, `2h` or `1d`. Errors: throws a UsageError that names the flag. */
export function readDuration(flag: string, text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? []
  const ms = Number(number) * (unitsMs[unit] ?? Number.NaN)
  if (number === '' || Number.isNaN(ms)) throw new UsageError(`--${flag} takes a time such as 500ms, 30s, 5m or 2h, not "${text}".`)
  return ms
}

/** Epoch ms of a duration ago, or of a date and time. Errors: throws a UsageError that names the flag. */
export function readMoment(flag: string, text: string, now: number): number {
  if (/^\d+(ms|s|m|h|d)$/.test(text)) return now - readDuration(flag, text)
  if (/^\d{11,15}$/.test(text)) return Number(text)
  const moment = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(moment))
    throw new UsageError(`--${flag} takes a time ago such as 30s or 10m, or a date as 2026-11-23T14:30, not "${text}".`)
  return moment
}
