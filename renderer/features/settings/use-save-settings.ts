/** Saves a part of the settings and shows the result at once. */
import { useQueryClient } from '@tanstack/react-query'
import type { Settings, SettingsPatch } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export function useSaveSettings(): Action<SettingsPatch, Settings> {
  const client = useClient()
  const cache = useQueryClient()
  return useAction({
    failure: 'The setting was not saved',
    act: (patch: SettingsPatch) => client.settings.update(patch),
    onDone: (settings) => cache.setQueryData(keys.settings, settings)
  })
}
