import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeliveryWindow } from '../../renderer/lib/delivery-window.ts'
import { sampleDelivery, samplePage } from './sample-delivery.ts'

function windowOf(capacity = 1_000): { readonly rows: DeliveryWindow; readonly trims: () => number } {
  let trims = 0
  const rows = new DeliveryWindow({ capacity, onTrim: () => (trims += 1) })
  return { rows, trims: () => trims }
}

function idsOf(rows: DeliveryWindow): readonly string[] {
  return Array.from({ length: rows.size }, (_, index) => rows.at(index)?.id ?? '')
}

test('the newest row comes first, wherever rows were added', () => {
  const { rows } = windowOf()
  rows.add(samplePage(20, 11))
  rows.add([sampleDelivery(22), sampleDelivery(21)])
  rows.add(samplePage(10, 5))
  expect(idsOf(rows)).toEqual(samplePage(22, 5).map(({ id }) => id))
})

test('whatever the order of arrival, rows are in order of time, each once, and found by id', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), { maxLength: 12 }), (batches) => {
      const { rows } = windowOf()
      for (const batch of batches) rows.add([...new Set(batch)].map((number) => sampleDelivery(number)))
      const expected = [...new Set(batches.flat())].sort((one, other) => other - one).map((number) => sampleDelivery(number).id)
      expect(idsOf(rows)).toEqual(expected)
      for (const [index, id] of expected.entries()) expect(rows.indexOf(id)).toBe(index)
    })
  )
})

test('a row that is held is replaced, not added', () => {
  const { rows } = windowOf()
  rows.add(samplePage(3, 1))
  expect(rows.add([sampleDelivery(2, { starred: true }), sampleDelivery(4)])).toBe(1)
  expect(rows.size).toBe(4)
  expect(rows.at(2)?.starred).toBe(true)
})

test('update changes only what is held', () => {
  const { rows } = windowOf()
  rows.add(samplePage(3, 1))
  expect(rows.update([sampleDelivery(9)])).toBe(false)
  expect(rows.update([sampleDelivery(3, { attempts: 2 })])).toBe(true)
  expect(rows.at(0)?.attempts).toBe(2)
  expect(rows.size).toBe(3)
})

test('removed rows are gone and the others still found', () => {
  const { rows } = windowOf()
  rows.add(samplePage(5, 1))
  rows.remove(new Set([sampleDelivery(4).id, sampleDelivery(1).id]))
  expect(idsOf(rows)).toEqual([5, 3, 2].map((number) => sampleDelivery(number).id))
  expect(rows.indexOf(sampleDelivery(2).id)).toBe(2)
  expect(rows.indexOf(sampleDelivery(4).id)).toBe(-1)
})

test('over its capacity the oldest rows go, and it is told', () => {
  const { rows, trims } = windowOf(100)
  rows.add(samplePage(100, 1))
  expect(trims()).toBe(0)
  rows.add([sampleDelivery(101)])
  expect(trims()).toBe(1)
  expect(rows.size).toBe(95)
  expect(rows.at(0)?.id).toBe(sampleDelivery(101).id)
  expect(rows.indexOf(sampleDelivery(7).id)).toBe(94)
  expect(rows.indexOf(sampleDelivery(6).id)).toBe(-1)
})

test('replacing the newest part makes it exactly that, and leaves what is older', () => {
  const { rows } = windowOf()
  rows.add(samplePage(10, 1))
  const fresh = [sampleDelivery(12), sampleDelivery(9), sampleDelivery(8)]
  expect(rows.replaceNewest(fresh, false)).toBe(1)
  expect(idsOf(rows)).toEqual([12, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((number) => sampleDelivery(number).id))
  expect(rows.replaceNewest(fresh, true)).toBe(0)
  expect(rows.size).toBe(3)
})
