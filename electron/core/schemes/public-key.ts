/** Public keys as developers paste them or providers serve them: PEM, certificate, bare base64 or JWK. */
import { createPrivateKey, createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto'
import { parseJson } from './body-fields.ts'
import { decodeBase64 } from './encoding.ts'

/** The public key in a text, also that of a private one; nothing when there is none. Never throws. */
export function readPublicKey(text: string): KeyObject | undefined {
  const trimmed = text.trim()
  try {
    if (trimmed.startsWith('-----BEGIN CERTIFICATE-----')) return new X509Certificate(trimmed).publicKey
    if (trimmed.startsWith('-----BEGIN')) return createPublicKey(trimmed)
    if (trimmed.startsWith('{')) return readJwk(trimmed)
    const der = decodeBase64(trimmed.replaceAll(/\s/g, ''))
    return der === undefined || der.length === 0 ? undefined : createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
  } catch {
    const own = readPrivateKey(trimmed)
    return own === undefined ? undefined : createPublicKey(own) // Not a key at all: an answer, not an error.
  }
}

/** The private key in a text, PEM or PKCS #8 in base64: a pair of the developer's own. Nothing when there is none. Never throws. */
export function readPrivateKey(text: string): KeyObject | undefined {
  const trimmed = text.trim()
  try {
    if (trimmed.startsWith('-----BEGIN')) return trimmed.includes('PRIVATE KEY-----') ? createPrivateKey(trimmed) : undefined
    const der = decodeBase64(trimmed.replaceAll(/\s/g, ''))
    return der === undefined || der.length === 0 ? undefined : createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
  } catch {
    return undefined // Not a key, or a public one.
  }
}

/** Whether an RSA key made this PKCS #1 v1.5 signature. Any other key is no match. */
export function isSignedWithRsa(key: KeyObject, digest: 'sha1' | 'sha256', content: Uint8Array, signature: Uint8Array): boolean {
  return key.asymmetricKeyType === 'rsa' && verify(digest, content, key, signature)
}

/** Whether an elliptic-curve key made this DER signature with SHA-256. Any other key is no match. */
export function isSignedWithEcdsa(key: KeyObject, content: Uint8Array, signature: Uint8Array): boolean {
  return key.asymmetricKeyType === 'ec' && verify('sha256', content, key, signature)
}

function readJwk(text: string): KeyObject | undefined {
  const jwk = parseJson(Buffer.from(text))
  return typeof jwk === 'object' && jwk !== null ? createPublicKey({ key: { ...jwk }, format: 'jwk' }) : undefined
}
