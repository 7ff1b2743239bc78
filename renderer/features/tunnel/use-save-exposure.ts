/** Saves a part of the rules of the public URL, and shows the result at once. */
import { useQueryClient } from '@tanstack/react-query'
import type { Exposure, ExposurePatch } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export type SaveExposure = Action<ExposurePatch, Exposure>

export function useSaveExposure(): SaveExposure {
  const client = useClient()
  const cache = useQueryClient()
  return useAction({
    failure: 'The rule was not saved',
    act: (patch: ExposurePatch) => client.tunnel.updateExposure(patch),
    onDone: (exposure) => cache.setQueryData(keys.exposure, exposure)
  })
}
