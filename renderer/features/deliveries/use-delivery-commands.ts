/** The commands that act on the chosen delivery, on those that are selected, or on the list. */
import { type RefObject, useMemo } from 'react'
import { useStore } from 'zustand'
import { type CommandHandler, type CommandHandlers, useCommands } from '../../app/commands.ts'
import { currentPlace, detailTabs, go, usePlace } from '../../app/location.ts'
import type { DeliveryDialog } from '../../app/ui-state.ts'
import { useServices } from '../../lib/services.tsx'
import { useCopyAs } from '../copy/use-copy-as.ts'
import { useSendAgain } from '../resend/use-send-again.ts'
import type { DeliveryListHandle } from './delivery-list.tsx'
import { inListOrder, type Selection } from './selection.ts'
import { useExport } from './use-export.ts'
import { useStar } from './use-star.ts'

export interface DeliveryCommandsOptions {
  readonly cursorId: string | undefined
  readonly selection: Selection
  readonly list: RefObject<DeliveryListHandle | null>
  readonly close: () => void
}

export function useDeliveryCommands(options: DeliveryCommandsOptions): void {
  useActCommands(options)
  useListCommands(options)
}

/** What acts on deliveries: the selected ones where there are any, else the one that is open or under the cursor. */
function useActCommands({ cursorId, selection }: DeliveryCommandsOptions): void {
  const { live, ui } = useServices()
  const { feed } = live
  const { id: openId } = usePlace()
  const id = openId ?? cursorId
  const count = useStore(selection.state, (state) => state.ids.size)
  const send = useSendAgain()
  const copyAs = useCopyAs()
  const star = useStar()
  const { exportSome } = useExport()

  const handlers = useMemo<CommandHandlers>(() => {
    const openDialog = (dialog: DeliveryDialog): void => ui.setState({ dialog })
    const chosen = (): readonly string[] => (count > 0 ? inListOrder(selection.state.getState().ids, feed) : id === undefined ? [] : [id])
    const withOne = (act: (id: string) => void): CommandHandler => {
      if (count > 1) return { run: () => undefined, unavailable: 'Several deliveries are selected.' }
      return { run: () => chosen().slice(0, 1).forEach(act), ...(chosen().length === 0 && { unavailable: 'Choose a delivery first.' }) }
    }
    const withSome = (one: (id: string) => void, several: (ids: readonly string[]) => void): CommandHandler =>
      count > 1 ? { run: () => several(chosen()) } : withOne(one)
    const replaySome = (ids: readonly string[]): void => openDialog({ kind: 'replay', ids })
    return {
      'delivery.resend': withSome((one) => send(one, 'advised'), replaySome),
      'delivery.resign': withSome((one) => send(one, 'signed'), replaySome),
      'delivery.resend-original': withSome((one) => send(one, 'original'), replaySome),
      'delivery.edit': withOne((one) => openDialog({ kind: 'edit', id: one })),
      'delivery.copy-curl': withOne((one) => void copyAs(one, 'curl')),
      'delivery.copy-as': withOne((one) => openDialog({ kind: 'copy', id: one })),
      'delivery.compare':
        count === 2
          ? { run: () => compareTwo(chosen(), openDialog) }
          : withOne((one) => openDialog({ kind: 'compare', left: { kind: 'delivery', id: one } })),
      'delivery.star': withSome((one) => star([one]), star),
      'delivery.delete': withSome(
        (one) => openDialog({ kind: 'remove-one', id: one }),
        (ids) => openDialog({ kind: 'remove-several', ids })
      ),
      'deliveries.export-selected': withSome((one) => exportSome([one]), exportSome),
      'list.select-all': () => selection.all()
    }
  }, [id, count, selection, feed, ui, send, copyAs, star, exportSome])
  useCommands(handlers)
}

function useListCommands({ cursorId, list, close }: DeliveryCommandsOptions): void {
  const { ui } = useServices()
  const { id: openId } = usePlace()
  const id = openId ?? cursorId
  const { exportMatching } = useExport()
  const handlers = useMemo<CommandHandlers>(() => {
    const openDialog = (dialog: DeliveryDialog): void => ui.setState({ dialog })
    return {
      'delivery.next': () => list.current?.moveBy(1),
      'delivery.previous': () => list.current?.moveBy(-1),
      'delivery.open': {
        run: () => id !== undefined && go({ ...currentPlace(), screen: 'deliveries', id }),
        ...(id === undefined && { unavailable: 'Choose a delivery first.' })
      },
      'deliveries.clear': () => openDialog({ kind: 'remove-all' }),
      'deliveries.export': () => exportMatching(currentPlace().q ?? ''),
      'pane.close': { run: close, unavailable: openId === undefined ? 'No pane is open.' : undefined },
      'list.focus': () => list.current?.focus(),
      'list.follow': () => list.current?.scrollToTop(),
      'tab.next': { run: () => moveTab(1), unavailable: openId === undefined ? 'No delivery is open.' : undefined },
      'tab.previous': { run: () => moveTab(-1), unavailable: openId === undefined ? 'No delivery is open.' : undefined }
    }
  }, [id, openId, ui, list, close, exportMatching])
  useCommands(handlers)
}

function compareTwo([newer, older]: readonly string[], openDialog: (dialog: DeliveryDialog) => void): void {
  if (newer === undefined || older === undefined) return
  openDialog({ kind: 'compare', left: { kind: 'delivery', id: older }, right: { kind: 'delivery', id: newer } })
}

function moveTab(by: number): void {
  const place = currentPlace()
  const index = detailTabs.indexOf(place.tab ?? 'overview') + by
  const tab = detailTabs[(index + detailTabs.length) % detailTabs.length]
  if (tab) go({ ...place, tab }, 'replace')
}
