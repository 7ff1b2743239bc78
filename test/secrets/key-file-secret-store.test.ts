import * as fc from 'fast-check'
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../../electron/core/errors.ts'
import { keyFileName, openKeyFileSecretStore } from '../../electron/core/secrets/key-file-secret-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const environmentKey = 'an environment key of at least thirty-two characters'

test('any text comes back as it went in, from another process too', async () => {
  await using folder = await temporaryFolder()
  const first = openKeyFileSecretStore({ dataFolder: folder.path })
  const second = openKeyFileSecretStore({ dataFolder: folder.path })
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (value) => {
      expect(await second.decrypt(await first.encrypt(value))).toBe(value)
    }),
    { numRuns: 50 }
  )
})

test('a sealed secret does not hold its text, and the same text never seals to the same bytes', async () => {
  await using folder = await temporaryFolder()
  const store = openKeyFileSecretStore({ dataFolder: folder.path })
  const [one, other] = [await store.encrypt('whsec_findable'), await store.encrypt('whsec_findable')]
  expect(Buffer.from(one).includes('findable')).toBe(false)
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false)
})

test('no key file is made before a secret needs one', async () => {
  await using folder = await temporaryFolder()
  const store = openKeyFileSecretStore({ dataFolder: join(folder.path, 'data') })
  expect(await readdir(folder.path)).toEqual([])
  await store.encrypt('x')
  expect(await readdir(join(folder.path, 'data'))).toEqual([keyFileName])
})

test.skipIf(process.platform === 'win32')('the key file is open to its owner alone', async () => {
  await using folder = await temporaryFolder()
  await openKeyFileSecretStore({ dataFolder: folder.path }).encrypt('x')
  expect((await stat(join(folder.path, keyFileName))).mode & 0o777).toBe(0o600)
})

test.skipIf(process.platform === 'win32')('a key file that others may read is closed to them', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, keyFileName)
  const sealed = await openKeyFileSecretStore({ dataFolder: folder.path }).encrypt('kept')
  await chmod(file, 0o644)
  expect(await openKeyFileSecretStore({ dataFolder: folder.path }).decrypt(sealed)).toBe('kept')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('stores that start at once agree on one key', async () => {
  await using folder = await temporaryFolder()
  const stores = Array.from({ length: 8 }, () => openKeyFileSecretStore({ dataFolder: folder.path }))
  const sealed = await Promise.all(stores.map((store, index) => store.encrypt(String(index))))
  const reader = openKeyFileSecretStore({ dataFolder: folder.path })
  expect(await Promise.all(sealed.map((bytes) => reader.decrypt(bytes)))).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  expect(await readdir(folder.path)).toEqual([keyFileName])
})

test('a changed key is told from damage', async () => {
  await using folder = await temporaryFolder()
  await using elsewhere = await temporaryFolder()
  const store = openKeyFileSecretStore({ dataFolder: folder.path })
  const sealed = await store.encrypt('secret')
  const other = openKeyFileSecretStore({ dataFolder: elsewhere.path })
  await expect(other.decrypt(sealed)).rejects.toThrow(/sealed with another key than the key file .*Put the former key back/)
  await expect(other.decrypt(sealed)).rejects.toBeInstanceOf(AppError)
  for (let at = 9; at < sealed.byteLength; at++) {
    const flipped = Uint8Array.from(sealed)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    await expect(store.decrypt(flipped)).rejects.toMatchObject({ code: 'UNPROCESSABLE', message: expect.stringContaining('damaged') })
  }
  for (let length = 0; length < 38; length++) {
    await expect(store.decrypt(sealed.subarray(0, length))).rejects.toMatchObject({ code: 'UNPROCESSABLE' })
  }
})

test('a key file without a key is refused, and used again once it is mended', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, keyFileName)
  const store = openKeyFileSecretStore({ dataFolder: folder.path })
  await openKeyFileSecretStore({ dataFolder: folder.path }).encrypt('x')
  const good = await readFile(file)
  await writeFile(file, 'not a key')
  await expect(store.encrypt('x')).rejects.toMatchObject({ code: 'STORE_FAILED', message: expect.stringContaining(file) })
  await writeFile(file, good)
  expect(await store.decrypt(await store.encrypt('x'))).toBe('x')
})

test('a data folder that cannot be made is a clear error', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'file'), '')
  const store = openKeyFileSecretStore({ dataFolder: join(folder.path, 'file', 'data') })
  await expect(store.encrypt('x')).rejects.toBeInstanceOf(AppError)
})

test('a key from the environment leaves no file behind', async () => {
  await using folder = await temporaryFolder()
  const store = openKeyFileSecretStore({ dataFolder: folder.path, keyText: environmentKey })
  const sealed = await store.encrypt('secret')
  expect(await openKeyFileSecretStore({ dataFolder: folder.path, keyText: environmentKey }).decrypt(sealed)).toBe('secret')
  expect(await readdir(folder.path)).toEqual([])
  expect(store.kind).toBe('environment key')
  const changed = openKeyFileSecretStore({ dataFolder: folder.path, keyText: `${environmentKey}!` })
  await expect(changed.decrypt(sealed)).rejects.toThrow('HOOKLAB_SECRET_KEY')
})

test('a short key from the environment is refused', () => {
  expect(() => openKeyFileSecretStore({ dataFolder: '/unused', keyText: 'short' })).toThrow(/needs at least 32/)
})
