import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, decodeBase64Url, decodeHex, encode } from '../../electron/core/schemes/encoding.ts'

test('bytes survive each encoding', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(Buffer.from(decodeHex(encode(bytes, 'hex')) ?? []).equals(bytes)).toBe(true)
      expect(Buffer.from(decodeBase64(encode(bytes, 'base64')) ?? []).equals(bytes)).toBe(true)
      expect(Buffer.from(decodeBase64Url(encode(bytes, 'base64url')) ?? []).equals(bytes)).toBe(true)
    })
  )
})

test.each(['0', 'zz', 'ab ', '0x12', 'abcg'])('%j is not hex', (text) => expect(decodeHex(text)).toBeUndefined())
test.each(['YQ', 'YQ=', 'YQ==\n', 'YR==', 'Y_==', ' YQ==', 'a b='])('%j is not base64', (text) =>
  expect(decodeBase64(text)).toBeUndefined()
)
test.each(['YQ==', 'a+b', 'YR'])('%j is not base64url', (text) => expect(decodeBase64Url(text)).toBeUndefined())
