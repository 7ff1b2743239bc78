import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const lock: { packages: Record<string, unknown> } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'))
const { missingEntries }: { missingEntries: (lock: unknown) => Record<string, unknown> } = await import(
  new URL('../../.ci/complete-lock.mjs', import.meta.url).href
)

test('the lock file has the optional packages of every platform; if not, run: node .ci/complete-lock.mjs', () => {
  expect(Object.keys(missingEntries(lock))).toEqual([])
})

test('an entry that was dropped is found, with its platform', () => {
  const packages = {
    '': {},
    'node_modules/tool': {
      dev: true,
      optionalDependencies: {
        '@tool/binding-linux-x64-musl': '1.0.0',
        '@tool/darwin-arm64': '^1.0.0',
        '@tool/wasm32-wasi': '1.0.0',
        here: '1'
      }
    },
    'node_modules/tool/node_modules/here': {}
  }
  expect(missingEntries({ packages })).toEqual({
    'node_modules/@tool/binding-linux-x64-musl': {
      version: '1.0.0',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux']
    },
    'node_modules/@tool/darwin-arm64': { version: '1.0.0', cpu: ['arm64'], dev: true, optional: true, os: ['darwin'] },
    'node_modules/@tool/wasm32-wasi': { version: '1.0.0', cpu: ['wasm32'], dev: true, optional: true }
  })
})
