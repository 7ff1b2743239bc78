import { describe, expect, test } from 'vitest'
import type { Fault, FaultKind, FaultParams } from '../../electron/contract/index.ts'
import { faultParams } from '../../electron/contract/index.ts'
import { faultKindInfos, faultKinds } from '../../electron/core/faults/registry.ts'
import { changedParams, fromDraft, toDraft, withField } from '../../renderer/features/faults/fault-draft.ts'
import { isOver, reachOf, shadows } from '../../renderer/features/faults/fault-reach.ts'
import { describeFault, describeReach } from '../../renderer/features/faults/fault-text.ts'
import { moved } from '../../renderer/components/move-item.ts'

const now = 1_790_000_000_000

const plain: Fault = {
  id: 'flt_1',
  endpointId: 'webhook',
  kind: 'status',
  params: { status: 503 },
  scope: { always: true },
  enabled: true,
  keep: false,
  position: 0,
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

  test.each<[string, Pick<FaultParams, 'kind'> & { readonly params?: unknown }]>([
    ['answers 429', { kind: 'status', params: { status: 429 } }],
    ['answers 429, retry after 2 min,', { kind: 'rate_limit', params: { retryAfterSeconds: 120 } }],
    ['answers 308, a redirect,', { kind: 'redirect', params: { status: 308 } }],
    ['answers as text/plain', { kind: 'content_type', params: { contentType: 'text/plain' } }],
    ['answers with 3 MiB', { kind: 'big', params: { mebibytes: 3 } }],
    ['answers after 10 s', { kind: 'delay', params: { ms: 10_000 } }],
    ['answers after 1.0 s to 3.0 s', { kind: 'delay', params: { ms: 1_000, upToMs: 3_000 } }],
    ['gives no answer', { kind: 'hang' }],
    ['answers at 4 bytes a second', { kind: 'drip' }],
    ['gives a reset while receiving', { kind: 'reset', params: { when: 'receiving' } }],
    ['gives an empty reply', { kind: 'empty' }],
    ['gives 50 % of the body', { kind: 'truncated' }],
    ['answers with malformed HTTP', { kind: 'malformed' }]
  ])('%s', (words, { kind, params = {} }) => expect(describeFault(faultParams.parse({ kind, params }))).toBe(words))

  test('a rule that meets everything for good leaves none to those after it', () => {
    expect(shadows(plain)).toBe(true)
    expect(shadows({ ...plain, enabled: false })).toBe(false)
    expect(shadows({ ...plain, scope: { nextN: 3 } })).toBe(false)
    expect(shadows({ ...plain, scope: { always: true, untilMs: now } })).toBe(false)
    expect(shadows({ ...plain, match: { method: 'PUT' } })).toBe(false)
  })
})

describe('a fault in its form', () => {
  const fields = (kind: FaultKind) => faultKinds[kind].fields
  const faults: readonly Fault[] = [
    plain,
    {
      ...plain,
      kind: 'status',
      params: { status: 418, headers: [['Retry-After', '5']], body: 'teapot' },
      label: 'tea',
      scope: { nextN: 4 },
      keep: true
    },
    { ...plain, kind: 'delay', params: { ms: 20, upToMs: 90, seed: 3 }, scope: { everyNth: 3 }, match: { method: 'PUT', path: '/a/*' } },
    { ...plain, kind: 'hang', params: { forMs: 9 }, scope: { probability: 0.5, seed: 7 }, match: { jsonPath: 'a.b', equals: ' x ' } },
    { ...plain, kind: 'reset', params: { when: 'after' }, scope: { firstPerEvent: 2, untilMs: now - (now % 60_000) } },
    { ...plain, kind: 'redirect', params: { status: 308, location: '/x' }, scope: { always: true, forMs: 90_000 } }
  ]
  test.each(faults.map((fault) => [fault.kind, fault] as const))('a %s fault comes out as it went in', (_kind, fault) => {
    const { kind, params, match, scope, keep, label } = fault
    const input = { kind, params, scope, keep, ...(match && { match }), ...(label !== undefined && { label }) }
    expect(fromDraft(toDraft(fault), fields(kind))).toEqual(input)
  })

  test.each(faultKindInfos().map((info) => [info.kind, info] as const))(
    'an untouched %s form is the kind with its defaults',
    (kind, info) => {
      const input = fromDraft({ ...toDraft(undefined), kind: faultParams.parse({ kind, params: {} }).kind }, info.fields)
      expect(faultParams.parse(input)).toEqual(faultParams.parse({ kind, params: {} }))
    }
  )

  test('fields that are left empty do not matter', () => {
    const draft = { ...toDraft(undefined), label: '  ' }
    const filled = { ...draft, ...withField(draft, 'headers', [['', 'value']]) }
    expect(fromDraft(filled, fields('status'))).toEqual({ kind: 'status', params: { status: 503 }, scope: { always: true }, keep: false })
  })

  test('a field that was emptied goes back to its default', () => {
    expect(changedParams({ status: 500 }, fields('status'))).toEqual({ status: 500, headers: null, body: null })
  })

  test('what was filled in for one kind is still there after a look at another', () => {
    const draft = toDraft(undefined)
    const filled = { ...draft, ...withField(draft, 'status', 418) }
    const back = { ...filled, ...withField({ ...filled, kind: 'delay' }, 'ms', 1) }
    expect(fromDraft(back, fields('status'))).toMatchObject({ params: { status: 418 } })
  })
})

describe('the order of rules', () => {
  test.each<[string, number, readonly string[] | undefined]>([
    ['a', 2, ['b', 'a', 'c']],
    ['a', 3, ['b', 'c', 'a']],
    ['c', 0, ['c', 'a', 'b']],
    ['b', 1, undefined],
    ['b', 2, undefined],
    ['a', -1, undefined],
    ['c', 4, undefined]
  ])('%s to gap %i', (id, to, expected) => expect(moved(['a', 'b', 'c'], id, to)).toEqual(expected))
})
