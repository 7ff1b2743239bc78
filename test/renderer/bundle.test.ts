/** What the built interface weighs, and what must not be in it. */
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'

const folder = fileURLToPath(new URL('../../out/renderer/', import.meta.url))
const mostBytes = 300 * 1_024

beforeAll(ensureBuilt, 300_000)

/** The script that the page loads before anything is asked for. */
async function firstLoad(): Promise<readonly string[]> {
  const html = await readFile(`${folder}index.html`, 'utf8')
  return [...new Set([...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name))]
}

test('the first load is at most 300 KB of script, compressed', async () => {
  const names = await firstLoad()
  expect(names.length).toBeGreaterThan(0)
  const sizes = await Promise.all(names.map(async (name) => gzipSync(await readFile(folder + name)).length))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(mostBytes)
})

test('editor and worker are not part of the first load', async () => {
  const assets = await readdir(`${folder}assets`)
  const first = await firstLoad()
  for (const lazy of ['code-editor', 'format-worker']) {
    expect(assets.some((name) => name.startsWith(lazy))).toBe(true)
    expect(first.some((name) => name.includes(lazy))).toBe(false)
  }
})

test('no validation library is bundled, and the page has no inline script', async () => {
  for (const name of (await readdir(`${folder}assets`)).filter((asset) => asset.endsWith('.js')))
    expect(await readFile(`${folder}assets/${name}`, 'utf8')).not.toMatch(/ZodError|invalid_type/)
  const html = await readFile(`${folder}index.html`, 'utf8')
  expect(
    [...html.matchAll(/<script\b([^>]*)>([^<]*)/g)].filter(
      ([, attributes = '', text = '']) => !attributes.includes('src=') || text.trim() !== ''
    )
  ).toEqual([])
})
