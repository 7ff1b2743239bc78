/** The stored body whole, for editing. What is too large to edit is left where it is. */
import { useQuery } from '@tanstack/react-query'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { fromBase64 } from '../../lib/bytes.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { readAll } from '../detail/use-bytes.ts'

/** Larger bodies go out as they came, or are replaced from a file. */
export const mostEditedBytes = 2_097_152

export interface OriginalBody {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  readonly loading: boolean
  readonly tooLarge: boolean
  readonly error: Error | null
}

export function useOriginalBody({ id, body }: DeliveryDetail): OriginalBody {
  const client = useClient()
  const tooLarge = body.sizeBytes > mostEditedBytes
  const { data, error, isLoading } = useQuery({
    queryKey: [...keys.bytes(id, 'body', false), 'edit'],
    queryFn: async ({ signal }) =>
      body.truncated ? (await readAll(client, { id, part: 'body', decompress: false }, signal, Infinity)).bytes : fromBase64(body.base64),
    enabled: !tooLarge,
    gcTime: 0,
    retry: false,
    structuralSharing: false
  })
  return { bytes: data, loading: isLoading, tooLarge, error }
}
