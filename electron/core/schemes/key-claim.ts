/** Claims that a public key verifies: base64 signatures over content in pieces. */
import type { KeyObject } from 'node:crypto'
import { decodeBase64 } from './encoding.ts'
import { unfitSecret } from './failure.ts'
import { readPublicKey } from './public-key.ts'
import { joinContent, type Claim, type SignedContent } from './signature-scheme.ts'
import type { ClaimedTime } from './timestamps.ts'

export interface KeyClaim {
  /** Canonical base64. */
  readonly signature: string
  readonly content: SignedContent
  readonly time?: ClaimedTime
  readonly verifies: (key: KeyObject, content: Uint8Array, signature: Uint8Array) => boolean
}

/** Makes a claim whose secrets are public keys in any of the usual forms. */
export function publicKeyClaim({ signature, content, time, verifies }: KeyClaim): Claim {
  return {
    signatures: [signature],
    contents: [content],
    ...(time === undefined ? {} : { time }),
    matches: (secret) => {
      const key = readPublicKey(secret)
      if (key === undefined) return unfitSecret
      const bytes = decodeBase64(signature)
      return bytes !== undefined && bytes.length > 0 && verifies(key, joinContent(content), bytes)
    }
  }
}
