import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyFields } from '../../electron/core/schemes/body-fields.ts'
import { scanFields } from '../../electron/core/schemes/scan-fields.ts'

const bytes = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
/** More than is parsed whole, so that the same answer must come from scanning. */
const padded = (value: Record<string, unknown>): Uint8Array => bytes({ ...value, padding: 'x'.repeat(100_000) })

describe.each([
  ['small', (value: Record<string, unknown>) => bytes(value)],
  ['large', padded]
])('in a %s body', (_size, write) => {
  test('fields are found by path, numbers as text', () => {
    const body = write({ list: [{ id: 'no' }, { id: 'yes' }], id: 'evt_1', 'a"b': 1, data: { object: { id: 42, type: 'x' } }, empty: '' })
    expect(bodyFields(body, [['id'], ['data', 'object', 'id'], ['list', 1, 'id'], ['a"b'], ['empty'], ['none']])).toEqual([
      'evt_1',
      '42',
      'yes',
      '1',
      undefined,
      undefined
    ])
  })

  test('what only the prototype has is not there', () => {
    const paths = [['constructor', 'name'], ['__proto__', 'x'], ['toString'], ['length']]
    expect(bodyFields(write({ id: 'x' }), paths)).toEqual([undefined, undefined, undefined, undefined])
  })

  test('objects, lists, true and null are not text', () => {
    expect(bodyFields(write({ a: {}, b: [], c: true, d: null }), [['a'], ['b'], ['c'], ['d']])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })

  test('very long text is cut', () => {
    expect(bodyFields(write({ id: 'y'.repeat(1000) }), [['id']])[0]).toHaveLength(256)
  })
})

test('scanning finds what parsing finds', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }),
      fc.string({ minLength: 1 }),
      (value, id) => {
        const body = bytes(JSON.stringify({ ...value, wanted: { id } }))
        expect(scanFields(body, [['wanted', 'id']])).toEqual([id])
      }
    )
  )
})

test('hostile bodies are read in bounded time and never throw', () => {
  const bodies = [
    bytes('['.repeat(10_000)),
    bytes('['.repeat(10_000_000)),
    bytes(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
    bytes(`{"id":"${'\\'.repeat(200_001)}`),
    bytes('{"id":'),
    bytes(`{"id":"${'x'.repeat(10_000_000)}"}`),
    Buffer.alloc(200_000, 0xff),
    Buffer.concat([bytes('{"id":"'), Buffer.alloc(100_000, 0xc3), bytes('"}')]),
    bytes('}]}]'.repeat(50_000)),
    new Uint8Array()
  ]
  for (const body of bodies) expect(bodyFields(body, [['a', 'b'], ['id']])).toHaveLength(2)
})

test('random bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (random) => {
      expect(scanFields(Buffer.concat([bytes('{"id":'), random]), [['id'], [0]])).toHaveLength(2)
      expect(bodyFields(random, [['id']])).toHaveLength(1)
    })
  )
})
