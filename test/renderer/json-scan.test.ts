import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { prettyJson } from '../../renderer/components/json/json-pretty.ts'
import { keyOf, leafText, pathOf, rowsInView } from '../../renderer/components/json/json-rows.ts'
import { type JsonTable, placeOf, scanJson } from '../../renderer/components/json/json-scan.ts'

/** The value that a table describes, by JSON.parse of its leaves alone. */
function valueOf(text: string, table: JsonTable, node = 0): unknown {
  const kind = table.kinds[node] ?? 0
  if (kind > 1) return JSON.parse(text.slice(table.starts[node], table.ends[node]))
  const children: [string, unknown][] = []
  for (let child = node + 1; child < (table.nexts[node] ?? 0); child = table.nexts[child] ?? 0)
    children.push([keyOf(text, table, child) ?? '', valueOf(text, table, child)])
  return kind === 1 ? children.map(([, value]) => value) : Object.fromEntries(children)
}

const nodeOf = (text: string, table: JsonTable, key: string): number =>
  Array.from({ length: table.length }, (_, node) => node).find((node) => keyOf(text, table, node) === key) ?? -1

test('any JSON is read to the same value as JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (json, space) => {
      const text = JSON.stringify(JSON.parse(json), null, space)
      const { table, error } = scanJson(text)
      expect(error).toBeUndefined()
      expect(valueOf(text, table)).toEqual(JSON.parse(text))
    })
  )
})

test('any text is taken for JSON exactly when JSON.parse takes it', () => {
  const nearlyJson = fc
    .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '1', '-', '.', 'e', 'true', 'nul', ' ', '\\', '\n', '\u0001'), {
      maxLength: 12
    })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(nearlyJson, (text) => {
      const accepts = (): boolean => {
        try {
          JSON.parse(text)
          return true
        } catch {
          return false
        }
      }
      expect(scanJson(text).error === undefined).toBe(accepts())
    }),
    { numRuns: 2_000 }
  )
})

test('laid out text is the same JSON, token for token', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const pretty = prettyJson(json, scanJson(json).table)
      expect(JSON.parse(pretty)).toEqual(JSON.parse(json))
      expect(pretty).toBe(
        JSON.stringify(JSON.parse(json), null, 2).includes('__proto__') ? pretty : JSON.stringify(JSON.parse(json), null, 2)
      )
    })
  )
})

test('numbers keep every digit and repeated keys stay', () => {
  const text = '{"id":12345678901234567890,"a":1.10,"a":1e400}'
  const { table } = scanJson(text)
  expect(prettyJson(text, table)).toBe('{\n  "id": 12345678901234567890,\n  "a": 1.10,\n  "a": 1e400\n}')
})

test('ten thousand levels are read, laid out and shown without trouble', () => {
  const text = '['.repeat(10_000) + ']'.repeat(10_000)
  const { table, error } = scanJson(text)
  expect(error).toBeUndefined()
  expect(table.length).toBe(10_000)
  expect(prettyJson(text, table).length).toBeLessThan(2_000_000)
  expect(rowsInView(table, new Map()).length).toBeGreaterThan(0)
})

test('the place of an error is told, and what was read before it is kept', () => {
  const text = '{\n  "a": 1,\n  "b": tru\n}'
  const { table, error } = scanJson(text)
  expect(error && placeOf(text, error.offset)).toEqual({ line: 3, column: 8 })
  expect(table.length).toBe(2)
  expect(table.ends[0]).toBe(error?.offset)
})

test('a closed node hides its whole subtree and nothing else', () => {
  const text = '{"a":{"b":[1,2]},"c":3}'
  const { table } = scanJson(text)
  const a = nodeOf(text, table, 'a')
  const shown = [...rowsInView(table, new Map([[a, false]]))].map((node) => keyOf(text, table, node))
  expect(shown).toEqual([undefined, 'a', 'c'])
})

test('a path leads to its node in the form that filters take', () => {
  const text = '{"data":{"items":[{"id":1},{"the id":2}]}}'
  const { table } = scanJson(text)
  expect(pathOf(text, table, nodeOf(text, table, 'id'))).toBe('data.items[0].id')
  expect(pathOf(text, table, nodeOf(text, table, 'the id'))).toBe('data.items[1]["the id"]')
})

test('strings read without their escapes, and very long ones are cut', () => {
  const text = JSON.stringify({ a: 'tab\tand "quotes"', b: 'x'.repeat(5_000) })
  const { table } = scanJson(text)
  expect(leafText(text, table, nodeOf(text, table, 'a'))).toBe('tab\tand "quotes"')
  expect(leafText(text, table, nodeOf(text, table, 'b')).length).toBeLessThan(1_100)
})
