/** Strict text encodings of bytes. Node's own decoders stop silently at the first bad character. */

export type Encoding = 'hex' | 'base64' | 'base64url'

/** Base64url without padding, as every provider that uses it writes it. */
export function encode(bytes: Uint8Array, encoding: Encoding): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding)
}

/** Bytes of an even number of hex digits of either case; nothing for any other text. */
export function decodeHex(text: string): Uint8Array | undefined {
  return text.length % 2 === 0 && /^[0-9a-f]*$/i.test(text) ? Buffer.from(text, 'hex') : undefined
}

/** Bytes of canonical, padded base64; nothing for any other text. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

/** Bytes of canonical base64url without padding; nothing for any other text. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}

/** Bytes of text that came from a header: one character a byte. */
export function headerBytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}
