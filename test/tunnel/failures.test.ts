/** docs/tunnel-failures.md: every known way of failing has its row, and every row a test that exists. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

interface Row {
  readonly id: string
  readonly tests: readonly { readonly file: string; readonly name: string }[]
}

const rows: readonly Row[] = read('docs/tunnel-failures.md')
  .split('\n')
  .filter((line) => /^\| F\d+ /.test(line))
  .map((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const tests = (cells[4] ?? '').split('<br>').map((entry) => {
      const [, file = '', name = ''] = /^`(\S+)` (.+)$/.exec(entry) ?? []
      return { file, name }
    })
    return { id: cells[1] ?? '', tests }
  })

test('F1 to F18 each have a row', () => {
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 18 }, (_, at) => `F${at + 1}`))
})

test.each(rows)('the tests that are named for $id exist', ({ tests }) => {
  expect(tests.length).toBeGreaterThan(0)
  const missing = tests.filter(({ file, name }) => name === '' || !read(`test/${file}`).includes(`'${name}'`))
  expect(missing).toEqual([])
})

test('nothing listens to the package’s request event (F10)', () => {
  const thread = read('electron/core/tunnel/drivers/localtunnel-thread.ts')
  expect(thread).toContain("from 'localtunnel'")
  expect(thread).not.toMatch(/on(?:ce)?\(\s*['"]request['"]/)
})
