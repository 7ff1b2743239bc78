/** The app: settings applied, keys heard, changes followed, and the frame around the screens. */
import { useEffect } from 'react'
import { toast } from '../components/ui/toast.tsx'
import { spanMs } from '../lib/pulse.ts'
import { useSettings } from '../lib/queries.ts'
import { useServices } from '../lib/services.tsx'
import { applyAppearance } from '../styles/appearance.ts'
import { commands } from './commands.ts'
import { Frame } from './frame.tsx'
import { go } from './location.ts'
import { commandFor } from './shortcuts.ts'
import { useAppCommands } from './use-app-commands.ts'

export interface AppProps {
  /** Called once the settings decide how everything looks. */
  readonly onAppearance: () => void
}

/** The element whose focus lets single keys work. */
export const listSelector = '[data-delivery-list]'

export function App({ onAppearance }: AppProps) {
  const appearance = useSettings().data?.appearance
  const { live } = useServices()

  useEffect(() => {
    if (!appearance) return undefined
    onAppearance()
    return applyAppearance(appearance)
  }, [appearance, onAppearance])

  useEffect(() => {
    const timer = setInterval(() => live.pulse.tick(), spanMs)
    return () => clearInterval(timer)
  }, [live])

  useAppCommands()
  useKeys(appearance?.singleKeys ?? true)
  useNativeCommands()
  return <Frame />
}

function useKeys(singleKeysOn: boolean): void {
  const { registry, host, mac } = useServices()
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const inList = document.activeElement?.closest(listSelector) !== null
      const id = commandFor(event, commands, { mac, nativeMenu: host === 'desktop', singleKeys: singleKeysOn && inList })
      if (id && registry.run(id)) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [registry, host, mac, singleKeysOn])
}

function useNativeCommands(): void {
  const { registry } = useServices()
  useEffect(
    () =>
      window.hooklab?.onCommand((id, deliveryId) => {
        if (id === 'delivery.open' && deliveryId !== undefined) go({ screen: 'deliveries', id: deliveryId })
        else if (!registry.run(id))
          toast({ id: 'command', title: registry.find(id)?.unavailable ?? 'That can be done from the list of deliveries.' })
      }),
    [registry]
  )
}
