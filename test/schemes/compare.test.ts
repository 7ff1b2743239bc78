import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameBytes, sameText } from '../../electron/core/schemes/compare.ts'

test('equal texts are the same, whatever they hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(sameText(text, text)).toBe(true)
    })
  )
})

test('different texts are different, also when one begins with the other', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), (text, more) => {
      expect(sameText(text, text + more)).toBe(false)
      expect(sameText(text + more, text)).toBe(false)
    })
  )
})

test('unequal lengths and empty values are an answer, not an error', () => {
  expect(sameText('', 'a')).toBe(false)
  expect(sameText('a', '')).toBe(false)
  expect(sameText('é', 'é')).toBe(true)
  expect(sameBytes(new Uint8Array([1, 2]), new Uint8Array([1, 2, 3]))).toBe(false)
  expect(sameBytes(new Uint8Array([1, 2]), new Uint8Array([1, 3]))).toBe(false)
})
