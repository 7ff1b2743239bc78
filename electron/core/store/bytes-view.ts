/** Bytes as an interface gets them. */
import type { BytesView } from '../../contract/index.ts'

/** `shown` are the first bytes of `sizeBytes`. */
export function bytesView(shown: Uint8Array, sizeBytes: number): BytesView {
  const base64 = Buffer.from(shown.buffer, shown.byteOffset, shown.byteLength).toString('base64')
  return { sizeBytes, truncated: shown.byteLength < sizeBytes, base64 }
}
