/** The secrets of tunnel drivers, such as ngrok's authtoken: sealed, never read back by an interface. */
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import type { Store } from '../store/store.ts'

export interface DriverSecrets {
  /** Nothing when there is none. Errors: rejects with an AppError when it can't be read back. */
  secretOf(driver: string): Promise<string | undefined>
  /** The last four characters of a long one, `set` of a short one; nothing when there is none. */
  hintOf(driver: string): string | undefined
  /** Errors: UNPROCESSABLE when the value is nothing but space. */
  put(driver: string, value: string): Promise<void>
  remove(driver: string): Promise<void>
}

const kept = z.record(z.string(), z.object({ sealed: z.string(), hint: z.string() }))
const noteKey = 'tunnel.secrets'
const shortestHinted = 16

export async function openDriverSecrets(store: Pick<Store, 'getNote' | 'putNote'>, secretStore: SecretStore): Promise<DriverSecrets> {
  let secrets = kept.safeParse(await store.getNote(noteKey)).data ?? {}
  const save = async (next: typeof secrets): Promise<void> => {
    await store.putNote(noteKey, next)
    secrets = next
  }
  return {
    async secretOf(driver) {
      const secret = secrets[driver]
      return secret === undefined ? undefined : secretStore.decrypt(Buffer.from(secret.sealed, 'base64'))
    },
    hintOf: (driver) => secrets[driver]?.hint,
    async put(driver, value) {
      const text = value.trim()
      if (text === '') throw new AppError('UNPROCESSABLE', 'The token is empty. Paste the one that the service shows.')
      const sealed = Buffer.from(await secretStore.encrypt(text)).toString('base64')
      await save({ ...secrets, [driver]: { sealed, hint: text.length >= shortestHinted ? text.slice(-4) : 'set' } })
    },
    remove(driver) {
      const { [driver]: _gone, ...rest } = secrets
      return save(rest)
    }
  }
}
