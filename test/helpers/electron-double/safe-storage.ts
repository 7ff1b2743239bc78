/** `safeStorage`, its asynchronous calls alone: those that Electron keeps. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readConfiguration } from './configuration.ts'

const { keyStore } = readConfiguration()
const key = createHash('sha256').update(`double ${keyStore}`).digest()

function refuse(): void {
  if (keyStore === 'unavailable') throw new Error('Encryption is not available.')
}

export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(keyStore !== 'unavailable'),
  getSelectedStorageBackend: () => (keyStore === 'unavailable' ? 'unknown' : keyStore),
  async encryptStringAsync(text: string): Promise<Buffer> {
    refuse()
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]))
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }> {
    refuse()
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28))
    const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
    return Promise.resolve({ result, shouldReEncrypt: false })
  }
}
