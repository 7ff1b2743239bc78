import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FaultScope } from '../../electron/contract/index.ts'
import { applies, chance, newScopeState } from '../../electron/core/faults/fault-scope.ts'

const body = new TextEncoder().encode('{}')
const subject = (eventId?: string) => ({ ...(eventId === undefined ? {} : { eventId }), body })

test('always applies to every delivery', () => {
  const state = newScopeState(0, 0)
  expect([1, 2, 3].map(() => applies({ always: true }, state, subject(), 0))).toEqual([true, true, true])
})

test('next N applies to exactly N, however many come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 200 }), (nextN, deliveries) => {
      const state = newScopeState(0, 0)
      const applied = Array.from({ length: deliveries }, () => applies({ nextN }, state, subject(), 0))
      expect(applied.filter(Boolean).length).toBe(Math.min(nextN, deliveries))
      expect(applied.slice(0, nextN).every(Boolean)).toBe(true)
    })
  )
})

test('each Nth applies to the Nth, the 2Nth and so on', () => {
  const state = newScopeState(0, 0)
  const applied = Array.from({ length: 9 }, () => applies({ everyNth: 3 }, state, subject(), 0))
  expect(applied).toEqual([false, false, true, false, false, true, false, false, true])
})

test('first K per event counts each event by itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }), (firstPerEvent, events) => {
      const state = newScopeState(0, 0)
      const seen = new Map<string, number>()
      for (const event of events) {
        const count = (seen.get(event) ?? 0) + 1
        seen.set(event, count)
        expect(applies({ firstPerEvent }, state, subject(event), 0)).toBe(count <= firstPerEvent)
      }
    })
  )
})

test('without an event id, the same bytes are the same event', () => {
  const state = newScopeState(0, 0)
  const other = { body: new TextEncoder().encode('{"other":1}') }
  expect(applies({ firstPerEvent: 1 }, state, subject(), 0)).toBe(true)
  expect(applies({ firstPerEvent: 1 }, state, subject(), 0)).toBe(false)
  expect(applies({ firstPerEvent: 1 }, state, other, 0)).toBe(true)
})

test('a seed always gives the same sequence, and about the share that was asked for', () => {
  const run = () => {
    const state = newScopeState(0, 0)
    return Array.from({ length: 2000 }, () => applies({ probability: 0.1, seed: 42 }, state, subject(), 0))
  }
  const first = run()
  expect(run()).toEqual(first)
  const share = first.filter(Boolean).length / first.length
  expect(share).toBeGreaterThan(0.07)
  expect(share).toBeLessThan(0.13)
  expect(chance(1, 1)).not.toBe(chance(2, 1))
})

test('a scope that has ended neither applies nor counts', () => {
  const state = newScopeState(0, 0)
  expect(applies({ always: true, untilMs: 100 }, state, subject(), 101)).toBe(false)
  expect(state.matchedCount).toBe(0)
  expect(applies({ always: true, untilMs: 100 }, state, subject(), 100)).toBe(true)
})

const scopes: fc.Arbitrary<FaultScope> = fc.oneof(
  fc.constant<FaultScope>({ always: true }),
  fc.integer({ min: 1, max: 20 }).map((nextN) => ({ nextN })),
  fc.integer({ min: 1, max: 7 }).map((everyNth) => ({ everyNth })),
  fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), seed: fc.integer() }),
  fc.integer({ min: 1, max: 4 }).map((firstPerEvent) => ({ firstPerEvent }))
)
const arrivals = fc.array(fc.record({ event: fc.constantFrom('a', 'b', 'c', undefined), at: fc.integer({ min: 0, max: 100 }) }), {
  maxLength: 80
})

test('counters say what was done, whatever the scope and whatever comes', () => {
  fc.assert(
    fc.property(scopes, arrivals, fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }), (scope, deliveries, untilMs) => {
      const state = newScopeState(0, 0)
      const bounded = untilMs === undefined ? scope : { ...scope, untilMs }
      const applied = deliveries.filter(({ event, at }) => applies(bounded, state, subject(event), at))
      const inTime = deliveries.filter(({ at }) => untilMs === undefined || at <= untilMs)
      expect(state.matchedCount).toBe(inTime.length)
      expect(state.appliedCount).toBe(applied.length)
      expect(applied.every(({ at }) => untilMs === undefined || at <= untilMs)).toBe(true)
    })
  )
})

test('counters that were saved and read back go on as if nothing had been', () => {
  fc.assert(
    fc.property(
      scopes.filter((scope) => !('firstPerEvent' in scope)),
      arrivals,
      fc.nat(80),
      (scope, deliveries, cut) => {
        const whole = newScopeState(0, 0)
        const expected = deliveries.map(({ event }) => applies(scope, whole, subject(event), 0))
        let state = newScopeState(0, 0)
        const applied = deliveries.map(({ event }, index) => {
          if (index === cut) state = newScopeState(state.matchedCount, state.appliedCount)
          return applies(scope, state, subject(event), 0)
        })
        expect(applied).toEqual(expected)
      }
    )
  )
})
