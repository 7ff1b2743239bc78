/** Signatures and tokens are compared in one place; this reads the sources to hold it there. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../../electron/core/schemes/', import.meta.url)
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name): [string, string] => [name, readFileSync(new URL(name, folder), 'utf8')])

/** A name that holds a signature, a token or a digest, at either side of a comparison. */
const name = String.raw`(?:expected|received|signatures?|token|digest|entry|mac|hash|secret)(?:\.value|\[\w+\])?\b(?!\.)`
const direct = new RegExp(String.raw`\b${name}\s*[!=]==?|[!=]==?\s*${name}|\b${name}\.(?:includes|localeCompare)\(`)

/** Whether a line compares a signature directly. Asking whether there is one at all, or how long it is, is no comparison. */
function comparesDirectly(line: string): boolean {
  return direct.test(line.replaceAll(/(?:typeof )?[\w.]+ [!=]== (?:undefined|null|true|false|'\w*'|\d+)/g, ''))
}

test('only compare.ts uses timingSafeEqual', () => {
  expect(sources.filter(([, text]) => text.includes('timingSafeEqual')).map(([name]) => name)).toEqual(['compare.ts'])
})

test('no source compares a signature with === or by other means that stop early', () => {
  // The explainer shows the developer where two signatures differ, after the verdict is given.
  const found = sources
    .filter(([file]) => !file.startsWith('explain'))
    .flatMap(([file, text]) => text.split('\n').flatMap((line) => (comparesDirectly(line) ? [`${file}: ${line.trim()}`] : [])))
  expect(found).toEqual([])
})

test.each([
  'if (expected === signature) return true',
  'return signature == expected',
  'const ok = hmac(key) === signature',
  'if (token !== secret.value) return',
  'matched ||= received === text'
])('the rule notices: %s', (line) => {
  expect(comparesDirectly(line)).toBe(true)
})

test.each(["if (secret === '') return", 'signature === undefined ? [] : []', 'signature.length === 64'])(
  'the rule lets pass: %s',
  (line) => {
    expect(comparesDirectly(line)).toBe(false)
  }
)
