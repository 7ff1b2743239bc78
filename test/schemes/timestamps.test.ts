import { expect, test } from 'vitest'
import { checkTolerance, formatTime, parseTime } from '../../electron/core/schemes/timestamps.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

test('a timestamp stays the text it came as', () => {
  expect(parseTime('017', 'seconds')).toEqual({ text: '017', atMs: 17_000 })
  expect(parseTime('17', 'seconds')).toEqual({ text: '17', atMs: 17_000 })
})

test.each(['1767225600junk', '', ' 1767225600', '1e9', '-5', '0x10', '१२', '1767225600.5', '9'.repeat(40)])(
  '%j is no number of seconds',
  (text) => expect(parseTime(text, 'seconds')).toBeUndefined()
)

test.each([
  ['2026-01-01T00:00:00Z', now],
  ['2026-01-01T00:00:00.123456789Z', now + 123],
  ['2026-01-01T02:00:00.5+02:00', now + 500],
  ['2025-12-31T17:00:00-07:00', now]
])('%s is a moment', (text, atMs) => expect(parseTime(text, 'iso')).toEqual({ text, atMs }))

test.each(['2026-01-01', '2026-01-01T00:00:00', '2026-13-01T00:00:00Z', '2026-01-01T00:00:00123Z', 'yesterday'])(
  '%j is no moment',
  (text) => expect(parseTime(text, 'iso')).toBeUndefined()
)

test('what is formatted is read back', () => {
  for (const format of ['seconds', 'milliseconds', 'iso'] as const) {
    expect(parseTime(formatTime(now, format), format)?.atMs).toBe(now)
  }
})

test('exactly at tolerance is within it, one second more is not, both ways', () => {
  const tolerance = { seconds: 300, name: 'X-Timestamp' }
  const at = (atMs: number) => checkTolerance({ text: '', atMs }, now, tolerance)
  expect(at(now - 300_000)).toBeUndefined()
  expect(at(now + 300_999)).toBeUndefined()
  expect(at(now - 301_000)).toMatchObject({ reason: 'timestamp_out_of_tolerance', about: 'timestamp' })
  expect(at(now + 301_000)).toMatchObject({ reason: 'timestamp_out_of_tolerance' })
})

test('milliseconds where seconds are expected are named', () => {
  const failure = checkTolerance({ text: String(now), atMs: now * 1000 }, now, { seconds: 300, name: 'X-Timestamp' })
  expect(failure?.detail).toContain('looks like milliseconds')
})
