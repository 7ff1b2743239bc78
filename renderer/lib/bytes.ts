/** Bytes as the interface meets them: base64 in, text and sizes out. */

/** As many arguments as one call surely takes. */
const callStep = 0x8000

const nativeFromBase64: ((base64: string) => Uint8Array<ArrayBuffer>) | undefined = // Newer than the library types.
  (Uint8Array as { readonly fromBase64?: (base64: string) => Uint8Array<ArrayBuffer> }).fromBase64?.bind(Uint8Array)

/** Errors: throws on text that is no base64, which only a broken host sends. */
export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  // The runtime's own is many times faster; not every browser has it.
  if (nativeFromBase64) return nativeFromBase64(base64)
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(latin1Text(bytes))
}

/** One character a byte, so that indexes into the text are indexes into the bytes. A decoder's `latin1` is Windows-1252, and is not that. */
export function latin1Text(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += callStep) text += String.fromCharCode(...bytes.subarray(index, index + callStep))
  return text
}

export interface DecodedText {
  readonly text: string
  /** Some bytes were no valid UTF-8 and are shown as U+FFFD. */
  readonly lossy: boolean
}

export function decodeText(bytes: Uint8Array): DecodedText {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), lossy: false }
  } catch {
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), lossy: true }
  }
}

/**
 * A header value for people: values come as Latin-1 text, one character a byte; when those bytes are UTF-8, they are read as such.
 */
export function headerText(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value)) return value
  const { text, lossy } = decodeText(Uint8Array.from(value, (character) => character.charCodeAt(0)))
  return lossy ? value : text
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** `842 B`, `1.4 KB`, `12 MB`: at most four characters and the unit. Powers of 1024. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  const digits = unit === 0 || value >= 9.95 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit] ?? 'B'}`
}

export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
