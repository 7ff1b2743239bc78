/** The values in a filter that are numbers in some dress. */
import { badFilter, type FilterTerm } from './filter-tokens.ts'

/** Both ends count. */
export interface Range {
  readonly from?: number
  readonly to?: number
}

const sizes: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }
const spansMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `404`, `5xx`, `400-499`, `>=500`. */
export function parseStatus(term: FilterTerm): Range {
  const value = term.value.toLowerCase()
  if (/^[1-9]xx$/.test(value)) return { from: Number(value[0]) * 100, to: Number(value[0]) * 100 + 99 }
  const range = parseRange(value, (text) => (/^[0-9]{3}$/.test(text) ? Number(text) : undefined))
  if (range === undefined) throw badFilter(term.at - 1, `"${term.text}" is no status. Write a status as 404, 5xx, 400-499, >=500 or none`)
  return range
}

/** `>10kb`, `<=1mb`, `10kb-1mb`, `0`. A unit is 1024 of the one below. */
export function parseSize(term: FilterTerm): Range {
  const range = parseRange(term.value.toLowerCase(), sizeOf)
  if (range === undefined) throw badFilter(term.at - 1, `"${term.text}" is no size. Write a size as >10kb, <=1mb, 10kb-1mb or 0`)
  return range
}

/** `10m` ago, a date, a date and time (local unless it says otherwise), or epoch milliseconds. */
export function parseMoment(term: FilterTerm, now: number): number {
  const { value } = term
  const span = /^([0-9]{1,9})([smhdw])$/.exec(value.toLowerCase())
  const spanMs = spansMs[span?.[2] ?? '']
  if (span !== null && spanMs !== undefined) return now - Number(span[1]) * spanMs
  if (/^[0-9]{11,15}$/.test(value)) return Number(value)
  const moment = /^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{4,18}(Z|[+-][0-9]{2}:[0-9]{2})?)?$/i.test(value)
    ? Date.parse(localUnlessSaid(value))
    : Number.NaN
  if (Number.isNaN(moment))
    throw badFilter(term.at - 1, `"${term.text}" is no time. Write 30s, 10m, 2h, 3d or 1w ago, or a date as 2026-11-23 or 2026-11-23T14:30`)
  return moment
}

/** A bare date is read as UTC by the language, which no one means here. */
function localUnlessSaid(value: string): string {
  return value.length === 10 ? `${value}T00:00` : value
}

function sizeOf(text: string): number | undefined {
  const match = /^([0-9]{1,15}(?:\.[0-9]{1,6})?)([kmg]?b?)$/.exec(text)
  const unit = sizes[match?.[2] ?? '?']
  return match === null || unit === undefined ? undefined : Math.round(Number(match[1]) * unit)
}

function parseRange(value: string, read: (text: string) => number | undefined): Range | undefined {
  const comparison = /^(>=|<=|>|<|=)(.+)$/s.exec(value)
  if (comparison !== null) return compare(comparison[1] ?? '', read(comparison[2] ?? ''))
  const dash = value.indexOf('-')
  const from = read(dash === -1 ? value : value.slice(0, dash))
  const to = dash === -1 ? from : read(value.slice(dash + 1))
  return from === undefined || to === undefined || from > to ? undefined : { from, to }
}

function compare(sign: string, number: number | undefined): Range | undefined {
  if (number === undefined) return undefined
  if (sign === '>') return { from: number + 1 }
  if (sign === '>=') return { from: number }
  if (sign === '<') return { to: number - 1 }
  return sign === '<=' ? { to: number } : { from: number, to: number }
}
