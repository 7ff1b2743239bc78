/** The commands that act on the chosen delivery or on the list. */
import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useMemo } from 'react'
import { type CommandHandlers, useCommands } from '../../app/commands.ts'
import { currentPlace, detailTabs, go, usePlace } from '../../app/location.ts'
import type { DeliveryDialog } from '../../app/ui-state.ts'
import { useServices } from '../../lib/services.tsx'
import { useCopyCurl } from '../detail/use-copy-curl.ts'
import { useResend } from '../detail/use-resend.ts'
import { findTarget } from './find-target.ts'
import type { DeliveryListHandle } from './delivery-list.tsx'
import { useExport } from './use-export.ts'
import { useStar } from './use-star.ts'

export interface DeliveryCommandsOptions {
  readonly cursorId: string | undefined
  readonly list: RefObject<DeliveryListHandle | null>
  readonly close: () => void
}

export function useDeliveryCommands({ cursorId, list, close }: DeliveryCommandsOptions): void {
  const { live, client, ui } = useServices()
  const { feed } = live
  const cache = useQueryClient()
  const { id: openId } = usePlace()
  const id = openId ?? cursorId
  const resend = useResend()
  const copyCurl = useCopyCurl()
  const star = useStar()
  const exportDeliveries = useExport()

  const handlers = useMemo<CommandHandlers>(() => {
    const openDialog = (dialog: DeliveryDialog): void => ui.setState({ dialog })
    const withDelivery = (act: (id: string) => void) =>
      id === undefined ? { run: () => undefined, unavailable: 'Choose a delivery first.' } : { run: () => act(id) }
    const send = async (deliveryId: string, resign: boolean): Promise<void> => {
      const endpointId = feed.row(feed.indexOf(deliveryId))?.endpointId
      const target = await findTarget({ client, cache, deliveryId, endpointId })
      if (target) resend({ id: deliveryId, targetId: target.id, ...(resign && { resign }) })
      else openDialog({ kind: resign ? 'resign' : 'url', id: deliveryId })
    }
    return {
      'delivery.next': () => list.current?.moveBy(1),
      'delivery.previous': () => list.current?.moveBy(-1),
      'delivery.open': withDelivery((chosen) => go({ ...currentPlace(), screen: 'deliveries', id: chosen })),
      'delivery.resend': withDelivery((chosen) => void send(chosen, false)),
      'delivery.resign': withDelivery((chosen) => void send(chosen, true)),
      'delivery.edit': withDelivery((chosen) => openDialog({ kind: 'edit', id: chosen })),
      'delivery.copy-curl': withDelivery((chosen) => void copyCurl(chosen)),
      'delivery.star': withDelivery((chosen) => star(chosen)),
      'delivery.delete': withDelivery((chosen) => openDialog({ kind: 'remove-one', id: chosen })),
      'deliveries.clear': () => openDialog({ kind: 'remove-all' }),
      'deliveries.export': () => exportDeliveries(currentPlace().q ?? ''),
      'pane.close': { run: close, unavailable: openId === undefined ? 'No pane is open.' : undefined },
      'list.focus': () => list.current?.focus(),
      'list.follow': () => list.current?.scrollToTop(),
      'tab.next': { run: () => moveTab(1), unavailable: openId === undefined ? 'No delivery is open.' : undefined },
      'tab.previous': { run: () => moveTab(-1), unavailable: openId === undefined ? 'No delivery is open.' : undefined }
    }
  }, [id, openId, feed, client, cache, ui, list, close, resend, copyCurl, star, exportDeliveries])
  useCommands(handlers)
}

function moveTab(by: number): void {
  const place = currentPlace()
  const index = detailTabs.indexOf(place.tab ?? 'overview') + by
  const tab = detailTabs[(index + detailTabs.length) % detailTabs.length]
  if (tab) go({ ...place, tab }, 'replace')
}
