/** What is left out of a copy, and that nothing else is touched. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactHeader, redactUrl } from '../../renderer/lib/redaction.ts'

test.each([
  ['/w?a=1?b=2', '/w?a=1?b=2'],
  ['http://127.0.0.1:5000/w?next=/x?y=1&token=abc', 'http://127.0.0.1:5000/w?next=/x?y=1&token=redacted'],
  ['/w?a=1?token=abc&b=2', '/w?a=1?token=redacted&b=2'],
  ['/w??token=abc', '/w??token=redacted'],
  ['/w?token=abc==&b', '/w?token=redacted&b'],
  ['/w?token=a&Token=b&TOKEN=c', '/w?token=redacted&Token=redacted&TOKEN=redacted'],
  ['/w?%74oken=abc', '/w?%74oken=redacted'],
  ['/w?access%5Ftoken=abc', '/w?access%5Ftoken=redacted'],
  ['/w?%E0%74oken=abc&%zz=1', '/w?%E0%74oken=redacted&%zz=1'],
  ['/w?key[]=abc&key%5B%5D=abc&keys=1', '/w?key[]=redacted&key%5B%5D=redacted&keys=1'],
  ['/w?auth[token]=abc', '/w?auth[token]=redacted'],
  ['/w?a=1;token=abc;b=2&c=3', '/w?a=1;token=redacted&c=3'],
  ['/w?token=a?b#c;d&e', '/w?token=redacted&e'],
  ['/w#access_token=abc&b=1', '/w#access_token=redacted&b=1'],
  ['/w?token&token=', '/w?token&token=redacted'],
  ['/w?', '/w?'],
  ['/w?=1&&=', '/w?=1&&='],
  ['/token=abc', '/token=abc'],
  ['http://user:pass@host:1/w?a=b@c', 'http://redacted@host:1/w?a=b@c'],
  ['https://p@ss@host/w', 'https://redacted@host/w'],
  ['//user@host/w', '//redacted@host/w'],
  ['http://host/a@b?c=d@e', 'http://host/a@b?c=d@e'],
  ['/w?X-Amz-Credential=k&X-Amz-Date=2&X-Amz-Signature=s', '/w?X-Amz-Credential=redacted&X-Amz-Date=2&X-Amz-Signature=redacted'],
  ['/w?apiKey=1&api-key=2&access_key=3&password=4&pwd=5&code=6&codes=7', '/w?apiKey=redacted&api-key=redacted&access_key=redacted&password=redacted&pwd=redacted&code=redacted&codes=7'] // prettier-ignore
])('%s is shown as %s', (url, shown) => {
  expect(redactUrl(url)).toBe(shown)
})

/** No name among these is sensitive, and values may be anything that a request line can hold but the sign between parameters. */
const plainPart = fc.string({ unit: fc.constantFrom(...'abxy12=?;#%/@:.+~é'.split('')) })
const plainUrl = fc
  .tuple(fc.string({ unit: fc.constantFrom(...'abx/%.'.split('')) }), fc.array(plainPart, { maxLength: 4 }))
  .map(([path, parts]) => `/${path.replace(/^\/+/, '')}?${parts.join('&')}`)

test('a URL with nothing to hide keeps every character', () => {
  fc.assert(
    fc.property(plainUrl, (url) => {
      expect(redactUrl(url)).toBe(url)
    })
  )
})

test('wherever a token stands its value is gone, and what the others say is not', () => {
  const odd = fc.constantFrom('token', '%74oken', 'tok%65n', 'Access_Token', 'X-Signature', 'client%2Dsecret', ' token')
  const value = fc.string({ unit: fc.constantFrom(...'a=?;#%1'.split('')) })
  fc.assert(
    fc.property(plainUrl, odd, value, plainPart, (before, name, rest, after) => {
      expect(redactUrl(`${before}&${name}=S3CRET${rest}&${after}`)).toBe(`${before}&${name}=redacted&${after}`)
    })
  )
})

test('headers with a URL keep it without its credentials', () => {
  expect(redactHeader(['Referer', 'https://user:pass@a.example/?token=abc&b=1'])).toEqual([
    'Referer',
    'https://redacted@a.example/?token=redacted&b=1'
  ])
  expect(redactHeader(['Authorization', 'Bearer x'])).toEqual(['Authorization', '[redacted]'])
  expect(redactHeader(['X-Kept', '/?token=abc'])).toEqual(['X-Kept', '/?token=abc'])
})
