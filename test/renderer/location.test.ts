import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { detailTabs, formatPlace, parsePlace, type Place, screens } from '../../renderer/app/location.ts'

test('every place survives its link', () => {
  const place = fc.record<Place>(
    {
      screen: fc.constantFrom(...screens),
      id: fc.string({ minLength: 1, unit: 'grapheme' }),
      q: fc.string({ minLength: 1, unit: 'grapheme' }),
      tab: fc.constantFrom(...detailTabs)
    },
    { requiredKeys: ['screen'] }
  )
  fc.assert(
    fc.property(place, (value) => {
      expect(parsePlace(formatPlace(value))).toEqual(value)
    })
  )
})

test.each(['', '#', '#/', '#/nowhere', '#token=abc', '#/%'])('%j leads to the list', (hash) => {
  expect(parsePlace(hash)).toEqual({ screen: 'deliveries' })
})

test('a tab that is not known is left out', () => {
  expect(parsePlace('#/deliveries/x?tab=secret')).toEqual({ screen: 'deliveries', id: 'x' })
})

test('a filter with a question mark in it, unescaped as people type links, is read whole', () => {
  expect(parsePlace('#/deliveries?q=path:/a?b=1')).toEqual({ screen: 'deliveries', q: 'path:/a?b=1' })
})
