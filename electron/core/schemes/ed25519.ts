/** Ed25519 with raw keys, as providers hand them out: 32 bytes, without the wrapping that Node expects. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

const publicWrapping = Buffer.from('302a300506032b6570032100', 'hex')
const privateWrapping = Buffer.from('302e020100300506032b657004220420', 'hex')
const keyBytes = 32

/** The public key of its 32 bytes; nothing when there are not 32. */
export function ed25519PublicKey(raw: Uint8Array): KeyObject | undefined {
  if (raw.length !== keyBytes) return undefined
  return createPublicKey({ key: Buffer.concat([publicWrapping, raw]), format: 'der', type: 'spki' })
}

/** The private key of its 32-byte seed, or of seed and public key together. */
export function ed25519PrivateKey(raw: Uint8Array): KeyObject | undefined {
  if (raw.length !== keyBytes && raw.length !== 2 * keyBytes) return undefined
  return createPrivateKey({ key: Buffer.concat([privateWrapping, raw.subarray(0, keyBytes)]), format: 'der', type: 'pkcs8' })
}

/** The 64 bytes that a private key signs a message with. */
export function signEd25519(key: KeyObject, message: Uint8Array): Uint8Array {
  return sign(null, message, key)
}

/** Whether a signature is the key's; a private key stands for its public half. A signature of another length is no match. */
export function verifyEd25519(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, message, key, signature)
}
