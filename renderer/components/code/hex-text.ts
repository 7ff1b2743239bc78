/** Bytes as hexadecimal text that can be edited, and back. */

const bytesALine = 16

/** `00 01 02 …`, sixteen to a line. */
export function toHexText(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += bytesALine)
    lines.push(Array.from(bytes.subarray(at, at + bytesALine), (byte) => byte.toString(16).padStart(2, '0')).join(' '))
  return lines.join('\n')
}

export type HexReading = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: string; readonly line: number }

/** Reads pairs of digits, with or without space between them; a pair may not be parted. */
export function readHexText(text: string): HexReading {
  const bytes: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    for (const [word] of line.matchAll(/\S+/g)) {
      if (!isHexPair(word))
        return { problem: `“${word.slice(0, 12)}” is not bytes: write two digits or letters a to f for each.`, line: index + 1 }
      for (let at = 0; at < word.length; at += 2) bytes.push(Number.parseInt(word.slice(at, at + 2), 16))
    }
  }
  return { bytes: Uint8Array.from(bytes) }
}

/** A word of whole bytes. */
export function isHexPair(word: string): boolean {
  return word.length % 2 === 0 && /^[0-9a-f]+$/i.test(word)
}

/** How many bytes a line holds; what can't be read counts as none. */
export function countBytes(line: string): number {
  let count = 0
  for (const [word] of line.matchAll(/\S+/g)) if (isHexPair(word)) count += word.length / 2
  return count
}
