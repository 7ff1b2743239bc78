/** What the tray says: the tunnel's state, addresses to copy, the last deliveries. */
import type { MenuItemConstructorOptions } from 'electron'
import type { DeliverySummary, Tunnel } from '../contract/index.ts'
import { menuText } from './plain-text.ts'

export type TrayState = 'closed' | 'online' | 'problem'

export interface TrayView {
  readonly tunnel: Tunnel
  readonly listenerUrl: string
  /** Newest first. */
  readonly deliveries: readonly DeliverySummary[]
  /** Left out where the system keeps apps running by itself. */
  readonly keepRunning?: boolean
}

export interface TrayActions {
  readonly open: () => void
  readonly openDelivery: (id: string) => void
  readonly copy: (text: string) => void
  readonly setKeepRunning: (on: boolean) => void
  readonly quit: () => void
}

export const shownDeliveries = 5

const sentences: Record<Tunnel['state'], string> = {
  closed: 'Tunnel closed',
  opening: 'Tunnel opening',
  checking: 'Tunnel being checked',
  online: 'Tunnel online',
  degraded: 'Tunnel unsteady',
  reconnecting: 'Tunnel lost, reconnecting',
  failed: 'Tunnel failed',
  closing: 'Tunnel closing'
}

const verdicts: Record<DeliverySummary['verdict']['status'], string> = {
  verified: '✓ verified',
  failed: '✗ failed',
  unsigned: '– unsigned',
  unchecked: '? unchecked'
}

export function trayState({ state }: Pick<Tunnel, 'state'>): TrayState {
  if (state === 'online') return 'online'
  return state === 'failed' || state === 'reconnecting' || state === 'degraded' ? 'problem' : 'closed'
}

export function trayTooltip({ tunnel, listenerUrl }: TrayView): string {
  return `Hooklab · ${sentences[tunnel.state]} · listening at ${listenerUrl}`
}

export function trayTemplate(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  const { tunnel, listenerUrl, deliveries, keepRunning } = view
  const { publicUrl } = tunnel
  return [
    { id: 'tray.tunnel', label: sentences[tunnel.state], enabled: false },
    ...(publicUrl === undefined
      ? []
      : [{ id: 'tray.copy-public', label: `Copy ${menuText(publicUrl)}`, click: () => actions.copy(publicUrl) }]),
    { id: 'tray.copy-local', label: `Copy ${menuText(listenerUrl)}`, click: () => actions.copy(listenerUrl) },
    { type: 'separator' },
    ...(deliveries.length === 0 ? [{ id: 'tray.none', label: 'No deliveries yet', enabled: false }] : []),
    ...deliveries.slice(0, shownDeliveries).map((delivery) => ({
      id: `tray.delivery.${delivery.id}`,
      label: deliveryLine(delivery),
      click: () => actions.openDelivery(delivery.id)
    })),
    { type: 'separator' },
    { id: 'tray.open', label: 'Open Hooklab', click: () => actions.open() },
    ...(keepRunning === undefined
      ? []
      : [
          {
            id: 'tray.keep-running',
            label: 'Keep listening when the window is closed',
            type: 'checkbox' as const,
            checked: keepRunning,
            click: () => actions.setKeepRunning(!keepRunning)
          }
        ]),
    { id: 'tray.quit', label: 'Quit Hooklab', click: () => actions.quit() }
  ]
}

/** `14:03:09  ✓ verified  invoice.paid  200` */
function deliveryLine({ receivedAt, verdict, eventType, method, url, responseStatus }: DeliverySummary): string {
  const time = new Date(receivedAt).toLocaleTimeString('en-GB')
  return [time, verdicts[verdict.status], menuText(eventType ?? `${method} ${url}`), responseStatus ?? 'no answer'].join('  ')
}
