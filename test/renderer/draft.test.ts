/** A delivery being edited: what is sent is what was changed, byte for byte, and marks tell no more than that. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeliveryDetail, HeaderPair } from '../../electron/contract/index.ts'
import {
  describeEdits,
  type Draft,
  draftOf,
  editableText,
  editsOf,
  headerValueOf,
  marksOf,
  pairsOf,
  removedLines,
  withLine,
  withLineBack,
  withLineMoved,
  withNewLine,
  withoutLine
} from '../../renderer/features/resend/draft.ts'
import { headerText } from '../../renderer/lib/bytes.ts'
import { sampleDelivery } from './sample-delivery.ts'

function deliveryOf(headers: readonly HeaderPair[]): DeliveryDetail {
  return {
    ...sampleDelivery(1),
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    firstByteAt: 0,
    lastByteAt: 0,
    headers: [...headers],
    trailers: [],
    body: { sizeBytes: 0, truncated: false, base64: '' },
    bodyTruncated: false
  } as unknown as DeliveryDetail // What a draft never reads is left out.
}

const four = deliveryOf([
  ['A', '1'],
  ['B', '2'],
  ['A', '3'],
  ['C', '4']
])
const names = (draft: Draft): string => draft.lines.map(({ name }) => name).join('')

test('an untouched draft sends what came: nothing is edited and nothing is marked', () => {
  const draft = draftOf(four)
  expect(editsOf(draft, four, undefined)).toBeUndefined()
  expect(describeEdits(draft, four, undefined)).toEqual([])
  expect(marksOf(draft, four)).toEqual(['same', 'same', 'same', 'same'])
})

test('a line moved far is one moved line, whichever way it went', () => {
  let down = draftOf(four)
  for (let step = 0; step < 3; step += 1) down = withLineMoved(down, 0, 1)
  expect(names(down)).toBe('BACA')
  expect(marksOf(down, four)).toEqual(['same', 'same', 'same', 'moved'])
  let up = draftOf(four)
  for (let step = 0; step < 5; step += 1) up = withLineMoved(up, 3, -1)
  expect(names(up)).toBe('CABA')
  expect(marksOf(up, four)).toEqual(['moved', 'same', 'same', 'same'])
  expect(describeEdits(up, four, undefined)).toEqual(['1 header'])
})

test('a new line goes after the one it was asked for at, or to the end, and never takes the key of another', () => {
  const after = withNewLine(draftOf(four), { name: 'N', value: '' }, 1)
  expect(names(after)).toBe('ABNAC')
  expect(names(withNewLine(after, { name: 'M', value: '' }))).toBe('ABNACM')
  expect(names(withNewLine(after, { name: 'M', value: '' }, 4711))).toBe('ABNACM')
  const many = deliveryOf(Array.from({ length: 1500 }, (_, index) => [`H${index}`, '']))
  const short = withNewLine(withoutLine(draftOf(many), 1499), { name: 'N', value: '' })
  const back = withLineBack(short, { key: 1499, name: 'H1499', value: '', from: 1499 })
  expect(new Set(back.lines.map(({ key }) => key)).size).toBe(back.lines.length)
})

test('a line without a name is not sent, and not counted as an edit', () => {
  const blank = withNewLine(draftOf(four), { name: ' ', value: 'x' })
  expect(editsOf(blank, four, undefined)).toBeUndefined()
  const both = withLine(blank, 0, { value: 'other' })
  expect(describeEdits(both, four, undefined)).toEqual(['1 header'])
  expect(describeEdits(withLine(draftOf(four), 0, { name: '' }), four, undefined)).toEqual(['1 header'])
})

test('space around a name is not an edit', () => {
  const spaced = withLine(draftOf(four), 1, { name: ' B ' })
  expect(editsOf(spaced, four, undefined)).toBeUndefined()
  expect(marksOf(spaced, four)[1]).toBe('same')
})

test('each part that was changed is named, and the same bytes are no change', () => {
  const body = new TextEncoder().encode('{}')
  const draft: Draft = { ...draftOf(four), method: 'PUT', path: '/other', body }
  expect(describeEdits(draft, four, undefined)).toEqual(['method', 'path', 'body'])
  expect(editsOf(draft, four, undefined)).toEqual({ method: 'PUT', path: '/other', bodyBase64: 'e30=' })
  expect(describeEdits(draft, four, new TextEncoder().encode('{}'))).toEqual(['method', 'path'])
})

type Step = { readonly kind: 'remove' | 'up' | 'down' | 'back' | 'add' | 'change'; readonly at: number }

test('after any edits the marks and the headers that are sent say the same', () => {
  const headers = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('', '1', 'é')), { maxLength: 6 })
  const step = fc.record<Step>({ kind: fc.constantFrom('remove', 'up', 'down', 'back', 'add', 'change'), at: fc.nat(6) })
  fc.assert(
    fc.property(headers, fc.array(step, { maxLength: 10 }), (pairs, steps) => {
      const delivery = deliveryOf(pairs)
      let draft = draftOf(delivery)
      for (const { kind, at } of steps) {
        const key = draft.lines[at]?.key ?? 4711
        const away = removedLines(draft, delivery)[0]
        if (kind === 'remove') draft = withoutLine(draft, key)
        else if (kind === 'up' || kind === 'down') draft = withLineMoved(draft, key, kind === 'up' ? -1 : 1)
        else if (kind === 'add') draft = withNewLine(draft, { name: 'N', value: 'n' }, key)
        else if (kind === 'change') draft = withLine(draft, key, { value: 'changed' })
        else if (away) draft = withLineBack(draft, away)
      }
      const marks = marksOf(draft, delivery)
      const kept = draft.lines.filter((_, index) => marks[index] === 'same')
      expect(new Set(draft.lines.map(({ key }) => key)).size).toBe(draft.lines.length)
      // Lines that are called the same stand in the delivery's own order, with its own values.
      expect(kept.map(({ from }) => from)).toEqual(kept.map(({ from }) => from).toSorted((one, other) => (one ?? 0) - (other ?? 0)))
      for (const { from, name, value } of kept) expect(pairs[from ?? -1]).toEqual([name, value])
      const isUnmarked = marks.every((mark) => mark === 'same') && removedLines(draft, delivery).length === 0
      expect(isUnmarked && editsOf(draft, delivery, undefined) !== undefined).toBe(false)
      expect(editsOf(draft, delivery, undefined)?.headers ?? delivery.headers).toEqual(pairsOf(draft))
    }),
    { numRuns: 300 }
  )
})

test('what is typed as a value is what is shown afterwards, whatever the line held before', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', ' ', 'é', 'Ã', '©', '\u0080', 'ß', '世', '🎉'), maxLength: 6 })
  fc.assert(
    fc.property(letters, letters, fc.boolean(), (before, typed, isLatin) => {
      const held = isLatin ? before.replaceAll(/[^\u0000-\u00ff]/gu, '') : headerValueOf(before, '') // oxlint-disable-line no-control-regex
      expect(headerText(headerValueOf(typed, held))).toBe(typed)
      expect(headerValueOf(typed, held)).toMatch(/^[\u0000-\u00ff]*$/) // oxlint-disable-line no-control-regex
    }),
    { numRuns: 500 }
  )
  expect(headerValueOf('café!', 'caf\u00e9')).toBe('caf\u00e9!')
  expect(headerValueOf('café!', 'cafe')).toBe('caf\u00c3\u00a9!')
})

test('a body that can be edited as text comes out byte for byte, byte order mark and line ends too', () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  for (const text of ['', '\ufeff{}', 'a\r\nb\rc\n', '\u0000\u2028']) expect(editableText(encode(text))).toBe(text)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const text = editableText(bytes)
      expect(text === undefined || Buffer.from(encode(text)).equals(bytes)).toBe(true)
    }),
    { numRuns: 300 }
  )
  expect(editableText(Uint8Array.of(0xff))).toBeUndefined()
})
