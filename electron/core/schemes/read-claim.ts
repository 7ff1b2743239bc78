/** Reading signatures and timestamps out of headers, with the failures that every scheme words alike. */
import type { HeaderPair } from '../../contract/index.ts'
import type { Failure } from './failure.ts'
import { failure, missingHeader, repeatedHeader, timestampFailure } from './failure.ts'
import { headerValues } from './headers.ts'
import type { ClaimedTime, TimeFormat } from './timestamps.ts'
import { parseTime } from './timestamps.ts'

/** The value of a header that must come exactly once and not be empty. */
export function oneHeader(headers: readonly HeaderPair[], name: string): string | Failure {
  const values = headerValues(headers, name)
  const [value] = values
  if (value === undefined || (value === '' && values.length === 1)) return missingHeader(name)
  if (values.length > 1) return repeatedHeader(name)
  // HTTP takes such space away, so whoever put it there is not the provider.
  return /^\s|\s$/.test(value) ? failure('malformed_header', `The header ${name} has a space before or after its value.`) : value
}

/** As `oneHeader`, for a timestamp: its failures are about the timestamp. */
export function oneTimestamp(headers: readonly HeaderPair[], name: string, format: TimeFormat): ClaimedTime | Failure {
  const text = oneHeader(headers, name)
  if (typeof text !== 'string') return { ...text, about: 'timestamp' }
  return parseTime(text, format) ?? malformedTime(name, format)
}

/** Takes a fixed beginning off a signature; without it the signature is of another kind. */
export function withoutPrefix(value: string, prefix: string, name: string): string | Failure {
  if (value.startsWith(prefix)) return value.slice(prefix.length)
  return failure('unsupported_algorithm', `${name} does not begin with "${prefix}".`)
}

/** A timestamp that is not of the form it should have. `name` is what it is called. */
export function malformedTime(name: string, format: TimeFormat): Failure {
  const shape = format === 'iso' ? 'a date and time such as 2026-01-01T00:00:00Z' : `a whole number of ${format}`
  return timestampFailure('malformed_header', `${name} is not ${shape}.`)
}
