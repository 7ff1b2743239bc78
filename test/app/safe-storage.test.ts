/** How secrets are kept on the desktop, with and without a key store. */
import { describe, expect, test } from 'vitest'
import { openDesktopSecretStore, type SafeStorageParts } from '../../electron/app/safe-storage.ts'
import { openKeyFileSecretStore } from '../../electron/core/secrets/key-file-secret-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

type System = SafeStorageParts['safeStorage']

/** A key store that turns text around; enough to see who sealed what. */
function system(backend: ReturnType<System['getSelectedStorageBackend']>, available: () => Promise<boolean> = async () => true): System {
  const turned = (text: string): string => Array.from(text).toReversed().join('')
  return {
    isAsyncEncryptionAvailable: available,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text) => Buffer.from(turned(text)),
    decryptStringAsync: async (sealed) => ({ result: turned(sealed.toString('utf8')), shouldReEncrypt: false })
  }
}

async function open(safeStorage: System, platform: NodeJS.Platform, dataFolder: string) {
  return openDesktopSecretStore({ safeStorage, platform, keyFile: openKeyFileSecretStore({ dataFolder }) })
}

describe('the key store', () => {
  test.each([
    ['darwin', 'unknown', 'keychain', true],
    ['win32', 'unknown', 'DPAPI', false],
    ['linux', 'gnome_libsecret', 'gnome_libsecret', true],
    ['linux', 'kwallet6', 'kwallet6', true],
    ['linux', 'basic_text', 'basic_text', false],
    ['linux', 'unknown', 'basic_text', false]
  ] as const)('of %s with %s is %s, protected: %s', async (platform, backend, kind, isProtected) => {
    await using folder = await temporaryFolder()
    const store = await open(system(backend), platform, folder.path)
    expect(store).toMatchObject({ kind, protected: isProtected })
    expect(store.note !== undefined).toBe(!isProtected)
  })

  test('says what to install where there is only basic_text', async () => {
    await using folder = await temporaryFolder()
    const store = await open(system('basic_text'), 'linux', folder.path)
    expect(store.note).toContain('basic_text')
    expect(store.note).toContain('GNOME Keyring or KWallet')
  })

  test('gives back what it sealed, and never the text itself', async () => {
    await using folder = await temporaryFolder()
    const store = await open(system('gnome_libsecret'), 'linux', folder.path)
    for (const value of ['whsec_abc', '', 'ключ 🔑']) {
      const sealed = await store.encrypt(value)
      expect(Buffer.from(sealed).includes('whsec_abc')).toBe(false)
      expect(await store.decrypt(sealed)).toBe(value)
    }
  })
})

describe('without a key store', () => {
  test('a key file takes its place, and the note says so', async () => {
    await using folder = await temporaryFolder()
    for (const available of [async () => false, async () => Promise.reject(new Error('no bus'))]) {
      const store = await open(system('unknown', available), 'linux', folder.path)
      expect(store).toMatchObject({ kind: 'key file', protected: false })
      expect(store.note).toContain('key store is not available')
      expect(await store.decrypt(await store.encrypt('whsec_abc'))).toBe('whsec_abc')
    }
  })

  test('what the key store sealed before is refused with a remedy', async () => {
    await using folder = await temporaryFolder()
    const sealed = await (await open(system('gnome_libsecret'), 'linux', folder.path)).encrypt('whsec_abc')
    const store = await open(
      system('unknown', async () => false),
      'linux',
      folder.path
    )
    await expect(store.decrypt(sealed)).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('Unlock the key store')
    })
  })
})

test('what the key file sealed is still read once there is a key store', async () => {
  await using folder = await temporaryFolder()
  const sealed = await (
    await open(
      system('unknown', async () => false),
      'linux',
      folder.path
    )
  ).encrypt('whsec_abc')
  expect(await (await open(system('gnome_libsecret'), 'linux', folder.path)).decrypt(sealed)).toBe('whsec_abc')
})

test('a key store that fails names the remedy and keeps its own error as the cause', async () => {
  await using folder = await temporaryFolder()
  const failing: System = {
    ...system('gnome_libsecret'),
    encryptStringAsync: async () => Promise.reject(new Error('locked')),
    decryptStringAsync: async () => Promise.reject(new Error('locked'))
  }
  const store = await open(failing, 'linux', folder.path)
  await expect(store.encrypt('whsec_abc')).rejects.toMatchObject({ code: 'STORE_FAILED', cause: new Error('locked') })
  await expect(store.decrypt(Uint8Array.of(0x53, 1))).rejects.toMatchObject({ code: 'UNPROCESSABLE', cause: new Error('locked') })
})
