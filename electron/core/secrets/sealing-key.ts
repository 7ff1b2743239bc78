/** Seals short texts with AES-256-GCM. A sealed value names its key, so that a wrong key is told from damage. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { AppError } from '../errors.ts'

/** Format, key id, nonce, tag: what stands before the cipher text. */
const format = 1
const keyIdBytes = 8
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + keyIdBytes + nonceBytes + tagBytes

export interface SealingKey {
  seal(value: string): Uint8Array
  /** Errors: UNPROCESSABLE when another key sealed it, or it is damaged. */
  unseal(sealed: Uint8Array): string
}

/** Shape: `bytes` is 32 random bytes. `origin` names the key in messages: "the key file /…/secret.key". */
export function sealingKey(bytes: Uint8Array, origin: string): SealingKey {
  const keyId = createHash('sha256').update('hooklab key id').update(bytes).digest().subarray(0, keyIdBytes)
  return {
    seal(value) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce)
      const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return Buffer.concat([Uint8Array.of(format), keyId, nonce, cipher.getAuthTag(), text])
    },
    unseal(sealed) {
      const head = Buffer.from(sealed.buffer, sealed.byteOffset, Math.min(sealed.byteLength, headBytes))
      if (head.byteLength < headBytes || head[0] !== format) throw damaged()
      if (!head.subarray(1, 1 + keyIdBytes).equals(keyId)) throw keyChanged(origin)
      const nonce = head.subarray(1 + keyIdBytes, 1 + keyIdBytes + nonceBytes)
      const decipher = createDecipheriv('aes-256-gcm', bytes, nonce).setAuthTag(head.subarray(headBytes - tagBytes))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]).toString('utf8')
      } catch (error) {
        throw damaged(error)
      }
    }
  }
}

function keyChanged(origin: string): AppError {
  return new AppError(
    'UNPROCESSABLE',
    `A stored secret was sealed with another key than ${origin}. Put the former key back, or remove the secret and add it again.`
  )
}

function damaged(cause?: unknown): AppError {
  return new AppError('UNPROCESSABLE', 'A stored secret is damaged and cannot be read. Remove it and add it again.', cause)
}
