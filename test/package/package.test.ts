/**
 * What is inside a package: packed by electron-builder with a stand-in in the place of Electron's runtime, then taken apart.
 * Nothing of Electron runs here.
 */
import { extractAll, listPackage } from '@electron/asar'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { startDesktop } from '../helpers/electron-double/desktop.ts'
import { fuseSentinel } from '../helpers/stand-in-runtime.ts'
import { type TemporaryFolder, temporaryFolder } from '../helpers/temporary-folder.ts'

const run = promisify(execFile)

let folder: TemporaryFolder
let packed: {
  readonly appOutDir: string
  readonly entry: string
  readonly icons: readonly { readonly file: string; readonly size: number }[]
}
/** Paths inside the asar, with `/` and without a leading one. */
let files: readonly string[]
/** The asar taken apart, far from the checkout and its packages. */
let extracted: string

beforeAll(async () => {
  await ensureBuilt()
  folder = await temporaryFolder()
  await run(process.execPath, [fileURLToPath(new URL('pack.ts', import.meta.url)), folder.path], { timeout: 180_000 })
  packed = JSON.parse(await readFile(join(folder.path, 'packed.json'), 'utf8')) as typeof packed
  const asar = join(packed.appOutDir, 'resources', 'app.asar')
  files = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/').replace(/^\//, ''))
  extracted = join(folder.path, 'extracted')
  extractAll(asar, extracted)
}, 240_000)
afterAll(() => folder?.[Symbol.asyncDispose]())

describe('the package holds', () => {
  test.each([
    'package.json',
    'out/main/app.js',
    'out/main/cli.js',
    'out/main/writer-thread.js',
    'out/main/reader-thread.js',
    'out/main/localtunnel-thread.js',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
    'node_modules/localtunnel/package.json',
    'node_modules/undici/package.json'
  ])('%s', (file) => {
    expect(files).toContain(file)
  })

  test('every file that the page names', async () => {
    const html = await readFile(join(extracted, 'out/renderer/index.html'), 'utf8')
    const named = Array.from(html.matchAll(/(?:src|href)="\.?\/?([^"#?]+)"/g), ([, path]) => `out/renderer/${path}`)
    expect(named.length).toBeGreaterThan(1)
    expect(named.filter((path) => !files.includes(path))).toEqual([])
  })

  test('every package that the built code imports', async () => {
    const imported = await importedPackages()
    expect(imported.length).toBeGreaterThan(0)
    expect(imported.filter((name) => !files.includes(`node_modules/${name}/package.json`))).toEqual([])
  })
})

describe('the package leaves out', () => {
  test('everything but built code, its description and production packages', () => {
    expect(new Set(files.map((file) => file.split('/')[0]))).toEqual(new Set(['node_modules', 'out', 'package.json']))
    expect(new Set(files.filter((file) => file.startsWith('out/')).map((file) => file.split('/')[1]))).toEqual(
      new Set(['main', 'preload', 'renderer'])
    )
  })

  test('sources, types, source maps, tests and documentation', () => {
    expect(files.filter((file) => /\.(tsx?|mts|cts|map|md)$/.test(file))).toEqual([])
    expect(files.filter((file) => /(^|\/)(test|tests|__tests__|docs|\.github)(\/|$)/.test(file))).toEqual([])
  })

  test('every package that nothing in it needs', async () => {
    const needed = await withDependencies(await importedPackages())
    const present = new Set(files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(file)?.[1] ?? []))
    expect(Array.from(present).filter((name) => !needed.has(name))).toEqual([])
  })

  test('development dependencies and scripts from its description', async () => {
    const description = JSON.parse(await readFile(join(extracted, 'package.json'), 'utf8')) as Record<string, unknown>
    expect(description).toMatchObject({ name: 'hooklab', main: 'out/main/app.js', type: 'module' })
    expect(Object.keys(description)).not.toContain('devDependencies')
    expect(Object.keys(description)).not.toContain('scripts')
  })
})

describe('far from the checkout, with nothing but what was packed,', () => {
  test('the command line runs', async () => {
    const { stdout } = await run(process.execPath, [join(extracted, 'out/main/cli.js'), 'version'], { timeout: 30_000 })
    expect(stdout).toContain('0.')
  })

  test('the main process starts on the electron double, receives, and ends cleanly', { timeout: 120_000 }, async () => {
    await using desktop = await startDesktop({ appFile: join(extracted, 'out/main/app.js'), pages: false })
    const response = await fetch(`${await desktop.listenerUrl()}/webhook`, { method: 'POST', body: '{"event":"packed"}' })
    expect(await response.json()).toEqual({ message: 'Webhook received' })
    await desktop.controls.quit()
    expect(await desktop.exited).toBe(0)
  })
})

test('the executable has its fuses set', async () => {
  const executable = await readFile(join(packed.appOutDir, 'hooklab'))
  const at = executable.indexOf(fuseSentinel) + fuseSentinel.length
  const [version = 0, length = 0] = executable.subarray(at, at + 2)
  const on = Array.from(executable.subarray(at + 2, at + 2 + length).toString('latin1'), (sign) => sign === '1')
  const names = [
    'runAsNode',
    'cookieEncryption',
    'nodeOptions',
    'nodeInspect',
    'asarIntegrity',
    'onlyLoadAppFromAsar',
    'browserV8Snapshot',
    'fileProtocolPrivileges'
  ]
  expect(version).toBe(1)
  expect(Object.fromEntries(names.map((name, index) => [name, on[index]]))).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeInspect: false,
    asarIntegrity: true,
    onlyLoadAppFromAsar: true,
    browserV8Snapshot: false,
    fileProtocolPrivileges: false
  })
})

test('the Linux entry opens hooklab links and stands among development tools', () => {
  expect(packed.entry).toContain('Name=Hooklab')
  expect(packed.entry).toMatch(/^Exec=.*hooklab.* %U$/m)
  expect(packed.entry).toMatch(/^MimeType=x-scheme-handler\/hooklab;$/m)
  expect(packed.entry).toMatch(/^Categories=Development;$/m)
})

test('the icons are real, and large enough for every system', async () => {
  expect(Math.max(...packed.icons.map(({ size }) => size))).toBeGreaterThanOrEqual(512)
  const icon = (name: string) => readFile(new URL(`../../electron/app/icons/${name}`, import.meta.url))
  const png = await icon('icon.png')
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1024, 1024])
  const ico = await icon('icon.ico')
  expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
  expect(Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index) || 256)).toEqual([
    16, 24, 32, 48, 64, 128, 256
  ])
  const icns = await icon('icon.icns')
  expect(icns.subarray(0, 4).toString('latin1')).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  expect(icns.includes('ic10')).toBe(true)
})

/** The names of packages that `out/` imports, `electron` and Node's own aside. */
async function importedPackages(): Promise<string[]> {
  const names = new Set<string>()
  for (const file of files.filter((path) => /^out\/main\/.*\.js$/.test(path))) {
    const text = await readFile(join(extracted, file), 'utf8')
    for (const [, specifier = ''] of text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\()["']([^"'\n.][^"'\n]*)["']/g)) {
      const name = /^(@[\w.-]+\/)?[\w.-]+/.exec(specifier)?.[0]
      if (name !== undefined && !specifier.startsWith('node:') && !builtinModules.includes(name) && name !== 'electron') names.add(name)
    }
  }
  return Array.from(names)
}

async function withDependencies(names: readonly string[], found = new Set<string>()): Promise<Set<string>> {
  for (const name of names) {
    if (found.has(name)) continue
    found.add(name)
    const text = await readFile(join(extracted, 'node_modules', name, 'package.json'), 'utf8').catch(() => '{}')
    const { dependencies = {}, optionalDependencies = {} } = JSON.parse(text) as Record<string, Record<string, string> | undefined>
    await withDependencies(Object.keys({ ...dependencies, ...optionalDependencies }), found)
  }
  return found
}
