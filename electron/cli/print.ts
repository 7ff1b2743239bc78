/** Standard output, a line at a time. */

/** Resolves when the line is on its way, or when nobody reads any more. */
export function printLine(line: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()))
}

/** The same for bytes, which nothing is added to. */
export function printBytes(bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => process.stdout.write(bytes, () => resolve()))
}
