import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { markOf, hiddenPattern, visibleParts, visibleText } from '../../renderer/lib/visible-text.ts'

test('ordinary text, in any script, stays as it is', () => {
  for (const text of ['', 'invoice.paid', 'Grüße, 世界, Ελλάδα, שלום, emoji 🎉']) expect(visibleText(text)).toBe(text)
})

test('control characters become their pictures', () => {
  expect(visibleText('a\u0000b\u001b[31mred\u007f')).toBe('a␀b␛[31mred␡')
  expect(visibleText('line\r\nnext\tend')).toBe('line␍␊next␉end')
  expect(visibleText('line\r\nnext\u0000', { keepLines: true })).toBe('line\r\nnext␀')
})

test('nothing that reorders or hides text survives', () => {
  expect(visibleText('user\u202Egpj.exe')).toBe('user‹U+202E›gpj.exe')
  expect(visibleText('pay\u200Bpal')).toBe('pay‹U+200B›pal')
  expect(visibleText('\u{E0041}')).toBe('‹U+E0041›')
})

test('a lone surrogate is shown by its number', () => {
  expect(visibleText('a\ud800b')).toBe('a‹U+D800›b')
})

test('parts joined say the same as the text, and each symbol knows its code point', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 40 }), (codePoints) => {
      const text = String.fromCodePoint(...codePoints)
      const parts = visibleParts(text)
      expect(parts.map((part) => part.text).join('')).toBe(visibleText(text))
      const back = parts.map((part) => (part.codePoint === undefined ? part.text : String.fromCodePoint(part.codePoint))).join('')
      expect(back).toBe(text)
    })
  )
})

test('the pattern for other searchers finds what is hidden here, but for line ends and tabs', () => {
  const pattern = hiddenPattern()
  for (const text of ['\u0000', '\u202e', '\u200b', '\ufeff', '\u{e0041}']) expect(text.match(pattern)).toHaveLength(1)
  expect('a\tb\nc\rd 世界'.match(pattern)).toBeNull()
})

test('a mark has the name of its character', () => {
  expect([0, 0x0a, 0x0d, 0x1f, 0x7f, 0x202e].map(markOf)).toEqual(['NUL', 'LF', 'CR', 'US', 'DEL', 'U+202E'])
})

test('spaces that are not the plain one are marked where bytes count', () => {
  expect(visibleText('a\u00a0b\u3000c d', { markSpaces: true })).toBe('a‹U+00A0›b‹U+3000›c d')
  expect(visibleText('a\u00a0b')).toBe('a\u00a0b')
})
