/** The bytes of a body: what came with the delivery, or all of it in pieces, or one page of what is too large. */
import { useQuery } from '@tanstack/react-query'
import { fromBase64 } from '../../lib/bytes.ts'
import type { BytesView } from '../../../electron/contract/index.ts'
import type { Client } from '../../lib/client.ts'
import { useClient } from '../../lib/services.tsx'
import { keys } from '../../lib/queries.ts'

/** Above this, nothing is formatted and the bytes are looked at in pages. */
export const pagedFromBytes = 10 * 1_048_576
export const pageBytes = 262_144
const mostAtOnce = 1_048_576

export interface ByteSource {
  readonly id: string
  readonly part: 'body' | 'response'
  readonly view: BytesView
  readonly decompress: boolean
}

export interface LoadedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where they begin in the whole. */
  readonly offset: number
  readonly totalBytes: number
}

/** `page` counts from 0, and matters only above `pagedFromBytes`. */
export function useBytes(source: ByteSource, page: number) {
  const client = useClient()
  const { id, part, view, decompress } = source
  const isWhole = !view.truncated && !decompress
  const paged = view.sizeBytes > pagedFromBytes
  return useQuery({
    queryKey: [...keys.bytes(id, part, decompress), paged ? page : 'all'],
    queryFn: ({ signal }) =>
      isWhole ? Promise.resolve(inline(view)) : paged ? readPage(client, source, page, signal) : readAll(client, source, signal),
    retry: false,
    // Bodies are large: not kept once nobody looks.
    gcTime: 0,
    structuralSharing: false
  })
}

function inline(view: BytesView): LoadedBytes {
  const bytes = fromBase64(view.base64)
  return { bytes, offset: 0, totalBytes: view.sizeBytes }
}

async function readPage(client: Client, { id, part, decompress }: ByteSource, page: number, signal: AbortSignal): Promise<LoadedBytes> {
  const offset = page * pageBytes
  const answer = await client.deliveries.bytes({ id, part, offset, length: pageBytes, decompress }, { signal })
  return { bytes: fromBase64(answer.base64), offset, totalBytes: answer.sizeBytes }
}

/** Reads to the end, or to the bound where decompressing made it larger than it looked. */
export async function readAll(
  client: Client,
  { id, part, decompress }: Omit<ByteSource, 'view'>,
  signal: AbortSignal | undefined,
  bound = pagedFromBytes
): Promise<LoadedBytes> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  let totalBytes = 0
  do {
    const answer = await client.deliveries.bytes({ id, part, offset, length: mostAtOnce, decompress }, { ...(signal && { signal }) })
    const piece = fromBase64(answer.base64)
    totalBytes = answer.sizeBytes
    if (piece.length === 0) break
    pieces.push(piece)
    offset += piece.length
  } while (offset < Math.min(totalBytes, bound))
  return { bytes: concat(pieces, offset), offset: 0, totalBytes }
}

function concat(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
