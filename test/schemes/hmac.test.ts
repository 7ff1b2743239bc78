/** Our HMAC of small contents against Node's own. */
import { array, assert, constantFrom, oneof, property, string, uint8Array } from 'fast-check'
import { createHmac, createSecretKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { hmacBytes } from '../../electron/core/schemes/hmac.ts'

const algorithm = constantFrom('sha1', 'sha256', 'sha384', 'sha512')
const key = uint8Array({ minLength: 1, maxLength: 300 })
const content = array(oneof(uint8Array({ maxLength: 300 }), string({ unit: 'binary', maxLength: 100 })), { maxLength: 5 })

test('small contents get the HMAC that Node computes, with keys shorter and longer than a block', () => {
  assert(
    property(algorithm, key, content, (name, secret, pieces) => {
      const expected = createHmac(name, createSecretKey(secret))
      for (const piece of pieces) expected.update(piece)
      expect(Buffer.from(hmacBytes(name, secret, pieces)).toString('hex')).toBe(expected.digest('hex'))
    }),
    { numRuns: 500 }
  )
})

test.each([16_383, 16_384, 16_385, 1_000_000])('a content of %i bytes gets it too', (size) => {
  const body = Buffer.alloc(size, 0xa5)
  const expected = createHmac('sha256', 'secret').update('1.').update(body).digest('hex')
  expect(Buffer.from(hmacBytes('sha256', Buffer.from('secret'), ['1.', body])).toString('hex')).toBe(expected)
})
