import { expect, test } from 'vitest'
import type { Redelivery } from '../../electron/contract/index.ts'
import { askedNote, cameAfterSuccess, comparedNotes, gapNote, summarySentence } from '../../renderer/features/detail/redelivery-text.ts'
import { formatGap } from '../../renderer/lib/times.ts'

const item = (receivedAt: number, responseStatus?: number): Redelivery => ({
  id: `dlv_${receivedAt}`,
  receivedAt,
  verdict: { status: 'unsigned' },
  ...(responseStatus === undefined ? {} : { responseStatus }),
  durationMs: 1,
  sizeBytes: 1,
  viaTunnel: false
})

test('the summary says how often, how long and what we answered', () => {
  expect(summarySentence({ items: [item(0, 503)], left: 0 })).toBe('Sent once so far.')
  expect(summarySentence({ items: [item(0, 503), item(61_000, 200)], left: 0 })).toBe('Sent twice within 1 min 1 s: answered 503, 200.')
  expect(summarySentence({ items: [item(0), item(4_200, 200)], left: 3 })).toBe('Sent 5 times within 4.2 s: answered nothing, 200.')
})

test.each<[number, number, string, string]>([
  [5_000, 5_000, 'as published (5 s)', 'success'],
  [6_900, 5_000, 'as published (5 s)', 'success'],
  [370_000, 300_000, 'as published (5 min)', 'success'],
  [100_000, 300_000, 'early: 5 min published', 'info'],
  [400_000, 300_000, 'late: 5 min published', 'warning']
])('a gap of %i ms where %i ms are published', (gapMs, expectedGapMs, text, tone) => {
  expect(gapNote({ gapMs, expectedGapMs })).toEqual({ text, tone })
})

test('a wait that Retry-After asked for is kept or not', () => {
  expect(askedNote({ gapMs: 29_500, askedGapMs: 30_000 })).toMatchObject({ tone: 'success' })
  expect(askedNote({ gapMs: 5_000, askedGapMs: 30_000 })).toEqual({
    text: 'did not wait the 30 s that Retry-After asked for',
    tone: 'warning'
  })
  expect(askedNote({ gapMs: 5_000 })).toBeUndefined()
})

test('where nothing is published a gap has no note', () => expect(gapNote({ gapMs: 5 })).toBeUndefined())

test('what stayed and what changed is told in words', () => {
  const compared = { eventId: 'changed', bytes: 'changed', signature: 'same', timestamp: 'none', headers: ['A', 'B'] } as const
  expect(comparedNotes({ compared: { ...compared, headers: [...compared.headers] } }).map(({ text }) => text)).toEqual([
    'another id',
    'other bytes',
    'same signature',
    '2 headers differ'
  ])
  expect(comparedNotes({})).toEqual([])
})

test('a delivery after a success stands out', () => {
  expect([cameAfterSuccess(item(0, 204)), cameAfterSuccess(item(0, 503)), cameAfterSuccess(item(0)), cameAfterSuccess(undefined)]).toEqual([
    true,
    false,
    false,
    false
  ])
})

test.each([
  [4_200, '4.2 s'],
  [298_000, '4 min 58 s'],
  [300_000, '5 min'],
  [7_500_000, '2 h 5 min'],
  [86_400_000, '1 d'],
  [273_600_000, '3 d 4 h']
])('%i ms as a gap', (ms, text) => expect(formatGap(ms)).toBe(text))
