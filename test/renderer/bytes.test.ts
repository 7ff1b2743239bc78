import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText, formatBytes, fromBase64, headerText, toBase64 } from '../../renderer/lib/bytes.ts'

test('any bytes come through base64 unharmed, as Node writes it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
      const base64 = Buffer.from(bytes).toString('base64')
      expect(toBase64(bytes)).toBe(base64)
      expect(Buffer.from(fromBase64(base64)).equals(Buffer.from(bytes))).toBe(true)
    }),
    { numRuns: 30 }
  )
})

test('text that is no UTF-8 is marked as such', () => {
  expect(decodeText(new TextEncoder().encode('Grüße'))).toEqual({ text: 'Grüße', lossy: false })
  expect(decodeText(Uint8Array.of(0x61, 0xff))).toEqual({ text: 'a\ufffd', lossy: true })
})

test('a header value that holds UTF-8 is read as UTF-8, any other stays Latin-1', () => {
  expect(headerText(Buffer.from('Grüße').toString('latin1'))).toBe('Grüße')
  expect(headerText('caf\u00e9')).toBe('caf\u00e9')
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 KB'],
  [1_536, '1.5 KB'],
  [10_240, '10 KB'],
  [1_048_576, '1.0 MB'],
  [1_023 * 1_024, '1.0 MB'],
  [5 * 1_073_741_824, '5.0 GB']
])('%d bytes read as %s', (sizeBytes, text) => {
  expect(formatBytes(sizeBytes)).toBe(text)
})
