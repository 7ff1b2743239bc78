/** Choosing several rows of a list, against a plain model of what a list of files does. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSelection, inListOrder, type Selection } from '../../renderer/features/deliveries/selection.ts'

function selectionOver(ids: readonly string[]): Selection {
  return createSelection({ size: () => ids.length, idAt: (index) => ids[index], indexOf: (id) => ids.indexOf(id) })
}

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const chosen = (selection: Selection): string => [...selection.state.getState().ids].sort().join('')

test('a plain move chooses nothing, and the first toggle counts the cursor in', () => {
  const selection = selectionOver(ids)
  selection.clear('b')
  expect(chosen(selection)).toBe('')
  selection.toggle('d', 'b')
  expect(chosen(selection)).toBe('bd')
  selection.toggle('b', 'd')
  expect(chosen(selection)).toBe('d')
  selection.toggle('d', 'b')
  expect(chosen(selection)).toBe('')
})

test('a toggle of the cursor itself chooses it alone', () => {
  const selection = selectionOver(ids)
  selection.toggle('c', 'c')
  expect(chosen(selection)).toBe('c')
})

test('an extension reaches from the anchor in either direction, again and again', () => {
  const selection = selectionOver(ids)
  selection.clear('c')
  selection.extend('e', 'c')
  expect(chosen(selection)).toBe('cde')
  selection.extend('a', 'e')
  expect(chosen(selection)).toBe('abc')
  selection.toggle('e', 'a')
  selection.extend('f', 'e')
  expect(chosen(selection)).toBe('ef')
})

test('an extension begins at its own row where nothing in the list was meant before', () => {
  const untouched = selectionOver(ids)
  untouched.extend('d', undefined)
  expect(chosen(untouched)).toBe('d')
  untouched.extend('f', 'd')
  expect(chosen(untouched)).toBe('def')
  const gone = selectionOver(ids)
  gone.clear('deleted')
  gone.extend('e', 'deleted as well')
  expect(chosen(gone)).toBe('e')
})

test('an extension to a row that has left the list changes nothing', () => {
  const selection = selectionOver(ids)
  selection.clear('b')
  selection.extend('d', 'b')
  selection.extend('deleted', 'd')
  expect(chosen(selection)).toBe('bcd')
})

test('what was deleted is no longer chosen, and a selection of one plain cursor tells nobody', () => {
  const selection = selectionOver(ids)
  let told = 0
  selection.state.subscribe(() => (told += 1))
  selection.clear('a')
  selection.forget(['a', 'b'])
  expect(told).toBe(0)
  selection.all()
  selection.forget(['a', 'z', 'f'])
  expect(chosen(selection)).toBe('bcde')
  expect(told).toBe(2)
})

test('whatever is pressed, only rows that exist are chosen, and an extension is one unbroken run with its row in it', () => {
  const id = fc.constantFrom<string[]>(...ids, 'gone')
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('clear' as const, 'toggle' as const, 'extend' as const, 'forget' as const), id, cursor: id }),
    fc.constant({ kind: 'all' as const })
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const selection = selectionOver(ids)
      for (const one of steps) {
        if (one.kind === 'all') selection.all()
        else if (one.kind === 'clear') selection.clear(one.id)
        else if (one.kind === 'forget') selection.forget([one.id])
        else if (ids.includes(one.id)) selection[one.kind](one.id, ids.includes(one.cursor) ? one.cursor : undefined)
        const now = chosen(selection)
        const isRun = ids.join('').includes(now) && one.kind === 'extend' && now.includes(one.id)
        expect(one.kind !== 'extend' || one.id === 'gone' || isRun).toBe(true)
        expect(one.kind !== 'all' || now === 'abcdef').toBe(true)
        expect(now).toMatch(/^[a-f]*$/)
      }
    })
  )
})

test('chosen rows come in the order of the list, without those that have left it', () => {
  expect(inListOrder(new Set(['e', 'gone', 'a', 'c']), { indexOf: (id) => ids.indexOf(id) })).toEqual(['a', 'c', 'e'])
})
