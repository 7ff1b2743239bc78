/** The commands that are there on every screen. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Settings, SettingsPatch } from '../../electron/contract/index.ts'
import { toast } from '../components/ui/toast.tsx'
import { toProblem } from '../lib/problems.ts'
import { keys, useTunnel } from '../lib/queries.ts'
import { useClient, useServices } from '../lib/services.tsx'
import { type CommandHandlers, useCommands } from './commands.ts'
import { copyText } from './copy-text.ts'
import { go } from './location.ts'

export function useAppCommands(): void {
  const { ui } = useServices()
  const theme = useSetTheme()
  const publicUrl = useTunnel().data?.publicUrl
  const handlers = useMemo<CommandHandlers>(
    () => ({
      'palette.open': () => ui.setState({ overlay: 'palette' }),
      'shortcuts.show': () => ui.setState({ overlay: 'shortcuts' }),
      'settings.open': () => go({ screen: 'settings' }),
      'tunnel.show': () => go({ screen: 'tunnel' }),
      'faults.open': () => go({ screen: 'faults' }),
      'faults.add': () => go({ screen: 'faults', id: 'new' }),
      'check.open': () => go({ screen: 'checks', id: 'new' }),
      'checks.show': () => go({ screen: 'checks' }),
      'endpoint.create': () => go({ screen: 'endpoints', id: 'new' }),
      'sidebar.toggle': () => ui.setState(({ sidebar }) => ({ sidebar: sidebar === 'collapsed' ? 'open' : 'collapsed' })),
      'detail.position': () => ui.setState(({ detailPosition }) => ({ detailPosition: detailPosition === 'right' ? 'bottom' : 'right' })),
      'deliveries.replay': () => ui.setState({ dialog: { kind: 'replay' } }),
      'retries.show': () => ui.setState({ dialog: { kind: 'retries' } }),
      'tunnel.copy-url': {
        run: () => void copyText(publicUrl ?? '', 'The public URL'),
        unavailable: publicUrl === undefined ? 'The tunnel is closed.' : undefined
      },
      'theme.system': () => theme('system'),
      'theme.dark': () => theme('dark'),
      'theme.light': () => theme('light'),
      'theme.contrast': () => theme('contrast')
    }),
    [ui, theme, publicUrl]
  )
  useCommands(handlers)
}

function useSetTheme(): (theme: Settings['appearance']['theme']) => void {
  const client = useClient()
  const cache = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (patch: SettingsPatch) => client.settings.update(patch),
    onSuccess: (settings) => cache.setQueryData(keys.settings, settings),
    onError: (error) => toast({ kind: 'danger', title: 'The theme was not saved', description: toProblem(error).message })
  })
  return useMemo(() => (theme) => mutate({ appearance: { theme } }), [mutate])
}
