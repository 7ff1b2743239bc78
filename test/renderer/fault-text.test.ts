import { describe, expect, test } from 'vitest'
import type { Fault } from '../../electron/contract/index.ts'
import { fromDraft, toDraft } from '../../renderer/features/faults/fault-draft.ts'
import { isOver, reachOf } from '../../renderer/features/faults/fault-reach.ts'
import { describeFault, describeReach } from '../../renderer/features/faults/fault-text.ts'

const now = 1_790_000_000_000

const plain: Fault = {
  id: 'flt_1',
  endpointId: 'webhook',
  kind: 'status',
  params: { status: 503 },
  scope: { always: true },
  enabled: true,
  matchedCount: 0,
  appliedCount: 0,
  createdAt: now
}

describe('how far a fault reaches', () => {
  test('without a match it is broad', () => expect(reachOf(plain, now)).toBe('broad'))
  test('with a match it is limited', () => expect(reachOf({ ...plain, match: { eventType: 'invoice.*' } }, now)).toBe('limited'))
  test('the shipped rule is only asked for', () => {
    expect(reachOf({ ...plain, match: { jsonPath: 'event', equals: 'fail_test' } }, now)).toBe('asked')
  })
  test('switched off it reaches nothing', () => expect(reachOf({ ...plain, enabled: false }, now)).toBe('off'))
  test('used up it reaches nothing', () => {
    expect(reachOf({ ...plain, scope: { nextN: 2 }, appliedCount: 1 }, now)).toBe('broad')
    expect(reachOf({ ...plain, scope: { nextN: 2 }, appliedCount: 2 }, now)).toBe('off')
  })
  test('past its end it reaches nothing', () => {
    expect(isOver({ scope: { always: true, untilMs: now }, appliedCount: 0 }, now)).toBe(false)
    expect(isOver({ scope: { always: true, untilMs: now }, appliedCount: 0 }, now + 1)).toBe(true)
  })
})

describe('a fault in words', () => {
  test.each<[string, Fault['scope']]>([
    ['every delivery', { always: true }],
    ['the next delivery', { nextN: 1 }],
    ['the next 3 deliveries', { nextN: 3 }],
    ['every 2nd delivery', { everyNth: 2 }],
    ['every 11th delivery', { everyNth: 11 }],
    ['every 23rd delivery', { everyNth: 23 }],
    ['25 % of deliveries', { probability: 0.25, seed: 1 }],
    ['the first 2 deliveries of each event', { firstPerEvent: 2 }]
  ])('%s', (words, scope) => expect(describeReach({ scope })).toBe(words))

  test('the match is named', () => {
    const match = { eventType: 'invoice.*', jsonPath: 'data.id', header: { name: 'X-Case', value: 'a' }, method: 'POST' }
    expect(describeReach({ scope: { always: true }, match })).toBe(
      'every delivery with type invoice.*, data.id is there, header X-Case: a, POST'
    )
  })

  test('each kind says what the provider meets', () => {
    expect(describeFault({ kind: 'status', params: { status: 429 } })).toBe('answers 429')
    expect(describeFault({ kind: 'delay', params: { ms: 10_000 } })).toBe('waits 10 s')
    expect(describeFault({ kind: 'hang', params: {} })).toBe('never answers')
    expect(describeFault({ kind: 'reset', params: { when: 'after' } })).toBe('resets after reading')
  })
})

describe('a fault in its form', () => {
  const faults: readonly Fault[] = [
    plain,
    { ...plain, params: { status: 418, headers: [['Retry-After', '5']], body: 'teapot' }, label: 'tea', scope: { nextN: 4 } },
    { ...plain, kind: 'delay', params: { ms: 20 }, scope: { everyNth: 3 }, match: { method: 'PUT' } },
    { ...plain, kind: 'hang', params: {}, scope: { probability: 0.5, seed: 7 }, match: { jsonPath: 'a.b', equals: ' x ' } },
    { ...plain, kind: 'reset', params: { when: 'after' }, scope: { firstPerEvent: 2, untilMs: now - (now % 60_000) } }
  ]
  test.each(faults.map((fault) => [fault.kind, fault] as const))('a %s fault comes out as it went in', (_kind, fault) => {
    const { id: _id, endpointId: _endpointId, enabled: _enabled, matchedCount: _m, appliedCount: _a, createdAt: _c, ...input } = fault
    expect(fromDraft(toDraft(fault))).toEqual(input)
  })

  test('fields that are left empty do not matter', () => {
    const draft = { ...toDraft(undefined), headers: [['', 'value'] as [string, string]], label: '  ' }
    expect(fromDraft(draft)).toEqual({ kind: 'status', params: { status: 503 }, scope: { always: true } })
  })
})
