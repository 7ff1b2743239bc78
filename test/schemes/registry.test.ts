import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { schemeInfo } from '../../electron/contract/index.ts'
import { createSchemeRegistry, detectScheme, findScheme, schemeInfos, schemes } from '../../electron/core/schemes/registry.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { allVectors, caseOf, vectorFiles } from './vector.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const providers = readdirSync(join(root, 'electron/core/schemes/providers')).map((name) => name.replace(/\.ts$/, ''))

test('each provider file is one scheme of the same name, and each scheme has its file', () => {
  expect(schemes.map(({ id }) => id).toSorted()).toEqual(providers.toSorted())
})

test('each vector file belongs to a scheme', () => {
  expect(vectorFiles().filter((name) => findScheme(name) === undefined)).toEqual([])
})

test('the guide scheme comes first, families before providers, providers by name', () => {
  expect(schemes[0]?.id).toBe('generic')
  const labels = schemes.filter(({ family }) => family !== true).map(({ label }) => label)
  expect(labels).toEqual(labels.toSorted((left, right) => left.localeCompare(right, 'en')))
})

test('what an interface gets of each scheme is as the contract says, with facts that are dated', () => {
  for (const info of schemeInfos()) {
    expect(schemeInfo.parse(info)).toEqual(info)
    expect(info.docsUrl).toMatch(/^https:\/\//)
    expect(info.secretHint.length).toBeGreaterThan(10)
    expect(info.retries?.readOn ?? '2026-11').toMatch(/^20\d\d-\d\d$/)
    expect(info.retries?.source ?? 'https://').toMatch(/^https:\/\//)
  }
})

test('the time a provider waits is the one that its facts name', () => {
  const timed = schemes.filter(({ answerWithinSeconds }) => answerWithinSeconds !== undefined)
  expect(timed.length).toBeGreaterThan(40)
  for (const { id, success, answerWithinSeconds } of timed) expect(success, id).toMatch(new RegExp(`\\b${answerWithinSeconds} (to|s)\\b`))
  const silent = schemes.filter((scheme) => scheme.answerWithinSeconds === undefined && /\d s\b/.test(scheme.success ?? ''))
  expect(silent.map(({ id }) => id)).toEqual([])
})

test('a valid request is never taken for one of another provider', () => {
  const wrong = allVectors()
    .filter((vector) => vector.expect === 'valid')
    .flatMap((vector) => {
      const detected = detectScheme(vector.headers, caseOf(vector).request.body)
      // Vectors carry little but the signature; what several providers share is recognised as theirs all.
      return detected === undefined || detected.id === vector.provider || detected.family === true ? [] : [`${vector.id} as ${detected.id}`]
    })
  expect(wrong).toEqual([])
})

test('nothing is recognised in a plain request', () => {
  expect(detectScheme([['content-type', 'application/json']], Buffer.from('{"id":1}'))).toBeUndefined()
})

test('a large body is recognised by its headers alone', () => {
  const mail = { signature: { token: 'x' }, padding: 'x'.repeat(100_000) }
  const body = Buffer.from(JSON.stringify(mail))
  expect(detectScheme([['Stripe-Signature', 't=1,v1=x']], body)?.id).toBe('stripe')
  expect(detectScheme([], body)).toBeUndefined()
  expect(detectScheme([], Buffer.from(JSON.stringify({ ...mail, padding: '' })))?.id).toBe('mailgun')
})

test('two schemes of one id are refused', () => {
  expect(() => createSchemeRegistry([...schemes, ...schemes.slice(0, 1)])).toThrow('"generic"')
})

test('a build holds every scheme, without the folder', async () => {
  await using folder = await temporaryFolder()
  const entry = join(root, 'electron/core/schemes/registry.ts')
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: { ssr: entry, outDir: folder.path, emptyOutDir: false, rollupOptions: { output: { entryFileNames: 'registry.mjs' } } },
    ssr: { noExternal: true }
  })
  writeFileSync(
    join(folder.path, 'ask.mjs'),
    `import { schemes } from './registry.mjs'; console.log(JSON.stringify(schemes.map(({ id }) => id)))`
  )
  const { stdout } = await promisify(execFile)(process.execPath, [join(folder.path, 'ask.mjs')], { timeout: 60_000 })
  expect(JSON.parse(stdout)).toEqual(schemes.map(({ id }) => id))
})

test('adding a provider is one file and one vector file', async () => {
  await using folder = await temporaryFolder()
  const copy = join(folder.path, 'schemes')
  for (const part of ['contract', 'core']) cpSync(join(root, 'electron', part), join(folder.path, 'electron', part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'))
  const target = join(folder.path, 'electron/core/schemes/providers/acme.ts')
  writeFileSync(
    target,
    `import { bodyHmacScheme } from '../body-hmac.ts'
     export const scheme = bodyHmacScheme(
       { id: 'acme', label: 'Acme', group: 'Tests', docsUrl: 'https://example.com', secretHint: 'Any text.', identify: () => ({}) },
       { header: 'X-Acme', algorithm: 'sha256', encoding: 'hex' }
     )`
  )
  mkdirSync(copy)
  const script = join(copy, 'ask.ts')
  writeFileSync(
    script,
    `import { findScheme, detectScheme } from '../electron/core/schemes/registry.ts'
     const scheme = findScheme('acme')
     const request = { method: 'POST', url: '/', headers: [], body: Buffer.from('hello') }
     const settings = { toleranceSeconds: 300, options: {} }
     const headers = scheme.sign(request, 'secret', 0, settings)
     const verdict = scheme.verify({ ...request, headers }, [{ id: 's', label: '', value: 'secret' }], 0, settings)
     console.log(JSON.stringify({ headers, verdict, detected: detectScheme(headers, request.body).id }))`
  )
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', script], { timeout: 60_000 })
  expect(JSON.parse(stdout)).toEqual({
    headers: [['X-Acme', '88aab3ede8d3adf94d26ab90d3bafd4a2083070c3bcce9c014ee04a443847c0b']],
    verdict: { status: 'verified', secretId: 's' },
    detected: 'acme'
  })
})
