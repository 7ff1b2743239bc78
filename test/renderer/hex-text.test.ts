/** Bytes written as hexadecimal and read back. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countBytes, isHexPair, readHexText, toHexText } from '../../renderer/components/code/hex-text.ts'

test('bytes survive being written and read, and each line counts its own', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toHexText(bytes)
      expect(readHexText(text)).toEqual({ bytes })
      const counts = text.split('\n').map(countBytes)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(bytes.length)
      expect(counts.slice(0, -1).every((count) => count === 16)).toBe(true)
    })
  )
})

test.each([
  ['00ff\tA0\r\n  0b', [0, 255, 160, 11]],
  ['', []],
  [' \n\n ', []],
  ['00\u00a001', [0, 1]]
])('%j is read as %j', (text, bytes) => {
  expect(readHexText(text)).toEqual({ bytes: Uint8Array.from(bytes) })
})

test.each([
  ['0', 1, '0'],
  ['00 0', 1, '0'],
  ['00\n0g', 2, '0g'],
  ['00\n\n-1', 3, '-1'],
  ['0x00', 1, '0x00'],
  ['１１', 1, '１１'],
  [`00\n${'zz'.repeat(50)}`, 2, 'zzzzzzzzzzzz']
])('%j has its problem told with the line', (text, line, shown) => {
  expect(readHexText(text)).toEqual({ line, problem: `“${shown}” is not bytes: write two digits or letters a to f for each.` })
})

test('a line in the middle of being typed counts the bytes that are whole', () => {
  expect(countBytes('00 01 0')).toBe(2)
  expect(countBytes('0001 zz 02')).toBe(3)
  expect(isHexPair('')).toBe(false)
})

test('a body of a megabyte is written and read', () => {
  const bytes = Uint8Array.from({ length: 1_048_576 }, (_, index) => (index * 31) % 256)
  expect(readHexText(toHexText(bytes))).toEqual({ bytes })
})
