/** Secrets under the system's key store, by Electron's asynchronous calls; under a key file where there is none. */
import type { SafeStorage } from 'electron'
import { AppError } from '../core/errors.ts'
import type { SecretStore } from '../core/secrets/secret-store.ts'

/** The first byte of what the system sealed. The key file's own format begins with another, so each finds its reader. */
const systemMark = 0x53
/** A key store may ask the user to unlock it; it is not waited for longer than this. */
const deadlineMs = 60_000

export interface SafeStorageParts {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >
  readonly platform: NodeJS.Platform
  readonly keyFile: SecretStore
}

/** Errors: none; a key store that does not answer counts as missing, and the note says so. */
export async function openDesktopSecretStore({ safeStorage, platform, keyFile }: SafeStorageParts): Promise<SecretStore> {
  const available = await withDeadline(safeStorage.isAsyncEncryptionAvailable()).catch(() => false)
  const nature = available ? systemNature(platform, safeStorage) : withoutKeyStore(keyFile)
  return {
    ...nature,
    async encrypt(value) {
      if (!available) return keyFile.encrypt(value)
      const sealed = await withDeadline(safeStorage.encryptStringAsync(value)).catch((error: unknown) => {
        throw new AppError('STORE_FAILED', 'The system key store did not seal the secret. Unlock it and add the secret again.', error)
      })
      return Buffer.concat([Uint8Array.of(systemMark), sealed])
    },
    async decrypt(sealed) {
      if (sealed[0] !== systemMark) return keyFile.decrypt(sealed)
      if (!available) throw locked()
      // A key that was rotated still reads what it sealed; sealing anew is left to the next change of the secret.
      const { result } = await withDeadline(safeStorage.decryptStringAsync(Buffer.from(sealed.subarray(1)))).catch((error: unknown) => {
        throw locked(error)
      })
      return result
    }
  }
}

type Nature = Pick<SecretStore, 'kind' | 'protected' | 'note'>

function systemNature(platform: NodeJS.Platform, safeStorage: SafeStorageParts['safeStorage']): Nature {
  if (platform === 'darwin') return { kind: 'keychain', protected: true }
  if (platform === 'win32') {
    return { kind: 'DPAPI', protected: false, note: 'Windows protects secrets from other users, not from other programs that run as you.' }
  }
  const backend = safeStorage.getSelectedStorageBackend()
  if (backend !== 'basic_text' && backend !== 'unknown') return { kind: backend, protected: true }
  return {
    kind: 'basic_text',
    protected: false,
    note: 'This desktop has no key store, so secrets are only obscured (basic_text). Install GNOME Keyring or KWallet and start Hooklab again.'
  }
}

function withoutKeyStore({ kind, note }: SecretStore): Nature {
  return {
    kind,
    protected: false,
    note: `The system key store is not available. ${note ?? 'Secrets are kept under a key file.'}`
  }
}

function locked(cause?: unknown): AppError {
  const message =
    'A stored secret was sealed by the system key store, which does not open it now. Unlock the key store and start Hooklab again, or remove the secret and add it again.'
  return new AppError('UNPROCESSABLE', message, cause)
}

async function withDeadline<Value>(work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs / 1000} s`)), deadlineMs)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
