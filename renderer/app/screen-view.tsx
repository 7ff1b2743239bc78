/** The screen that the location names. The list is there at once; the others come when they are asked for. */
import { lazy, type ReactNode, Suspense } from 'react'
import { DeliveriesScreen } from '../features/deliveries/deliveries-screen.tsx'
import { usePlace } from './location.ts'

const EndpointsScreen = lazy(async () => ({ default: (await import('../features/endpoints/endpoints-screen.tsx')).EndpointsScreen }))
const FaultsScreen = lazy(async () => ({ default: (await import('../features/faults/faults-screen.tsx')).FaultsScreen }))
const ChecksScreen = lazy(async () => ({ default: (await import('../features/checks/checks-screen.tsx')).ChecksScreen }))
const ListenerLogScreen = lazy(async () => ({
  default: (await import('../features/listener-log/listener-log-screen.tsx')).ListenerLogScreen
}))
const SettingsScreen = lazy(async () => ({ default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen }))
const TunnelScreen = lazy(async () => ({ default: (await import('../features/tunnel/tunnel-screen.tsx')).TunnelScreen }))

export function ScreenView(): ReactNode {
  const { screen } = usePlace()
  if (screen === 'deliveries') return <DeliveriesScreen />
  return (
    <Suspense fallback={null}>
      <div className="h-full overflow-y-auto">
        <OtherScreen />
      </div>
    </Suspense>
  )
}

function OtherScreen(): ReactNode {
  const { screen, id, q } = usePlace()
  switch (screen) {
    case 'endpoints':
      return <EndpointsScreen id={id} />
    case 'faults':
      return <FaultsScreen adding={id === 'new'} />
    case 'checks':
      return <ChecksScreen id={id} about={q} />
    case 'tunnel':
      return <TunnelScreen part={id} />
    case 'listener-log':
      return <ListenerLogScreen />
    case 'settings':
      return <SettingsScreen />
    case 'deliveries':
      return null
  }
}
