/** The toolbar: which endpoint, which filter, paused or not, faults, and the public URL. */
import { Pause, PanelLeft, Play } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../components/ui/icon-button.tsx'
import { EndpointSwitcher } from '../features/deliveries/endpoint-switcher.tsx'
import { FilterBar } from '../features/deliveries/filter-bar.tsx'
import { FaultSwitch } from '../features/faults/fault-switch.tsx'
import { TunnelPill } from '../features/tunnel/tunnel-pill.tsx'
import { useServices } from '../lib/services.tsx'
import { useCommands } from './commands.ts'
import { useShortcut } from './use-shortcut.ts'

export function Toolbar(): ReactNode {
  const { registry, host, mac } = useServices()
  return (
    <header
      aria-label="Toolbar"
      data-inset={host === 'desktop' && mac}
      className="flex h-10 items-center gap-2 border-b border-line bg-panel px-2 [-webkit-app-region:drag] data-[inset=true]:pl-20 *:[-webkit-app-region:no-drag]"
    >
      <IconButton
        label="Show or hide the sidebar"
        icon={<PanelLeft />}
        shortcut={useShortcut('sidebar.toggle')}
        onClick={() => registry.run('sidebar.toggle')}
      />
      <EndpointSwitcher />
      <FilterBar />
      <PauseButton />
      <FaultSwitch />
      <TunnelPill />
    </header>
  )
}

function PauseButton(): ReactNode {
  const { feed } = useServices().live
  const paused = useStore(feed.state, (state) => state.paused)
  useCommands(useMemo(() => ({ 'list.pause': () => feed.setPaused(!feed.state.getState().paused) }), [feed]))
  return (
    <IconButton
      label={paused ? 'Resume the list' : 'Pause the list'}
      icon={paused ? <Play /> : <Pause />}
      pressed={paused}
      shortcut={useShortcut('list.pause')}
      onClick={() => feed.setPaused(!paused)}
    />
  )
}
