/** The secret store of a headless Hooklab: a key file in the data folder, or a key from the environment. */
import { hkdfSync, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, errorMessage } from '../errors.ts'
import { sealingKey, type SealingKey } from './sealing-key.ts'
import type { SecretStore } from './secret-store.ts'

/** The file's name in the data folder. */
export const keyFileName = 'secret.key'
const keyBytes = 32
const shortestKeyText = 32

export interface KeyFileOptions {
  /** An absolute path; made when missing. */
  readonly dataFolder: string
  /** The value of HOOKLAB_SECRET_KEY. When given, no key file is read or made. */
  readonly keyText?: string
}

/**
 * Opens the store; the key is read, or made, when the first secret needs it.
 * Errors: BAD_REQUEST when `keyText` is too short. `encrypt` and `decrypt` reject with FORBIDDEN when the key file is open to
 * others and cannot be closed to them, STORE_FAILED when it cannot be read or written, UNPROCESSABLE when the key changed.
 */
export function openKeyFileSecretStore({ dataFolder, keyText }: KeyFileOptions): SecretStore {
  const file = join(dataFolder, keyFileName)
  const fromText = keyText === undefined ? undefined : keyFromText(keyText)
  let loading: Promise<SealingKey> | undefined
  const key = async (): Promise<SealingKey> => {
    if (fromText !== undefined) return fromText
    loading ??= loadKeyFile(dataFolder, file)
    try {
      return await loading
    } catch (error) {
      // The next call tries again: the developer may have mended the file.
      loading = undefined
      throw error
    }
  }
  return {
    kind: fromText === undefined ? 'key file' : 'environment key',
    protected: false,
    note:
      fromText === undefined
        ? `Secrets are encrypted with the key file ${file}. Programs that run as you can read it.`
        : 'Secrets are encrypted with the key in HOOKLAB_SECRET_KEY. Programs that see that variable can read them.',
    encrypt: async (value) => (await key()).seal(value),
    decrypt: async (sealed) => (await key()).unseal(sealed)
  }
}

function keyFromText(text: string): SealingKey {
  if (text.length < shortestKeyText) {
    throw new AppError(
      'BAD_REQUEST',
      `HOOKLAB_SECRET_KEY has ${text.length} characters and needs at least ${shortestKeyText}. Make one with: openssl rand -base64 32`
    )
  }
  return sealingKey(new Uint8Array(hkdfSync('sha256', text, '', 'hooklab secret store', keyBytes)), 'HOOKLAB_SECRET_KEY')
}

async function loadKeyFile(dataFolder: string, file: string): Promise<SealingKey> {
  try {
    await closeToOthers(file)
  } catch (error) {
    if (!isMissing(error)) throw error instanceof AppError ? error : unreadable(file, error)
    await makeKeyFile(dataFolder, file)
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw unreadable(file, error)
  })
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.byteLength !== keyBytes) throw unreadable(file, 'it does not hold a key')
  return sealingKey(bytes, `the key file ${file}`)
}

/** A key file that others may read is closed to them; where that fails, it is not used. */
async function closeToOthers(file: string): Promise<void> {
  const { mode } = await stat(file)
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  try {
    await chmod(file, 0o600)
  } catch (error) {
    throw new AppError('FORBIDDEN', `The key file ${file} can be read by others. Close it to them: chmod 600 "${file}"`, error)
  }
}

/** Two processes may start at once: each writes its own file, and whichever links first wins. */
async function makeKeyFile(dataFolder: string, file: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(dataFolder, { recursive: true })
    const handle = await open(draft, 'wx', 0o600)
    await handle.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`)
    await handle.sync()
    await handle.close()
    await link(draft, file).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  } catch (error) {
    throw new AppError('STORE_FAILED', `The key file ${file} cannot be made: ${errorMessage(error)}. Make the data folder writable.`, error)
  } finally {
    await rm(draft, { force: true })
  }
}

function unreadable(file: string, cause: unknown): AppError {
  return new AppError(
    'STORE_FAILED',
    `The key file ${file} cannot be used: ${errorMessage(cause)}. Restore it from a copy, or remove it and add the secrets again.`,
    cause
  )
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
