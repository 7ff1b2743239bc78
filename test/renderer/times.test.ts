import { expect, test } from 'vitest'
import { describeRow } from '../../renderer/features/deliveries/describe-row.ts'
import { formatDuration } from '../../renderer/lib/times.ts'
import { sampleDelivery } from './sample-delivery.ts'

test.each([
  [0, '<1 ms'],
  [1, '1 ms'],
  [0.84, '0.8 ms'],
  [9.94, '9.9 ms'],
  [9.96, '10 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [12_400, '12 s'],
  [59_949, '60 s'],
  [150_000, '3 min']
])('%d ms reads as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('a row says in one sentence what its marks say', () => {
  const row = sampleDelivery(1, {
    eventType: 'invoice.paid',
    verdict: { status: 'failed', reason: 'signature_mismatch', detail: 'x' },
    responseStatus: 403,
    attempts: 2,
    lastOutcome: { kind: 'refused', detail: '' },
    redelivery: 1,
    handshake: true,
    fault: 'status',
    starred: true
  })
  expect(describeRow(row)).toMatch(
    /^invoice\.paid, POST \/webhook, failed, answered 403, target connection refused, 2 attempts, redelivery 1, handshake, fault status, starred, at \d\d:\d\d:\d\d\.\d{3}$/
  )
})

test('hostile characters are symbols in the sentence too', () => {
  expect(describeRow(sampleDelivery(1, { eventType: 'a\u202eb' }))).toContain('a‹U+202E›b')
})
