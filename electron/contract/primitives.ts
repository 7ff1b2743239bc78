/** The small shapes that every other contract file builds on. */
import { z } from 'zod'

/** An opaque id. Its inside carries no meaning for a reader. */
export const id = z.string().min(1).max(64)

/** Epoch milliseconds. */
export const epochMs = z.number().int().nonnegative()

/** One header line as it came: name with its case, value as Latin-1 text (one character a byte). */
export const headerPair = z.tuple([z.string(), z.string()])

/** Header lines in the order they came; a name may repeat. */
export const headerPairs = z.array(headerPair)

/** Bytes shown to an interface: `base64` holds the first `sizeBytes` bytes, or fewer when `truncated`. */
export const bytesView = z.object({
  sizeBytes: z.number().int().nonnegative(),
  truncated: z.boolean(),
  base64: z.string()
})

export const done = z.object({ done: z.literal(true) })

export type HeaderPair = z.infer<typeof headerPair>
export type BytesView = z.infer<typeof bytesView>
