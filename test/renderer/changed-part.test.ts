import { expect, test } from 'vitest'
import { changedPart } from '../../renderer/features/diff/changed-part.ts'

const marked = (value: string, other: string): string => {
  const { before, changed, after } = changedPart(value, other)
  expect(before + changed + after).toBe(value)
  return `${before}[${changed}]${after}`
}

test('words are marked whole, though they begin or end alike', () => {
  expect(marked('t=1700000123,v1=abcf', 't=1700000456,v1=9bcf')).toBe('t=[1700000123,v1=abcf]')
  expect(marked('sha256=77aa', 'sha256=77bb')).toBe('sha256=[77aa]')
  expect(marked('max-age=10, private', 'max-age=100, private')).toBe('max-age=[10], private')
})

test('what both share around the change stays unmarked', () => {
  expect(marked('POST /webhook?try=2', 'POST /webhook')).toBe('POST /webhook[?try=2]')
  expect(marked('POST /webhook', 'POST /webhook?try=2')).toBe('POST /webhook[]')
  expect(marked('a/b/c', 'a/x/c')).toBe('a/[b]/c')
})

test('equal and empty lines have nothing marked, others all', () => {
  expect(marked('same', 'same')).toBe('same[]')
  expect(marked('', 'x')).toBe('[]')
  expect(marked('curl', 'node')).toBe('[curl]')
  expect(marked('aa', 'a')).toBe('[aa]')
})

test('a character of two halves is never cut', () => {
  expect(marked('x 😀', 'x 😁')).toBe('x [😀]')
})
