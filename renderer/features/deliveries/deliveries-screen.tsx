/** The list and, beside or below it, the delivery that is open. */
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { useStore } from 'zustand'
import { ErrorBoundary } from '../../app/error-boundary.tsx'
import { currentPlace, go, type Place, usePlace } from '../../app/location.ts'
import { useUi } from '../../app/ui-state.ts'
import { useIsNarrow } from '../../app/use-is-narrow.ts'
import { useLive } from '../../lib/services.tsx'
import type { DeliveryListHandle } from './delivery-list.tsx'
import { createFollow } from './follow.ts'
import { ListPane } from './list-pane.tsx'
import { useSelection } from './use-selection.ts'
import { useDeliveryCommands } from './use-delivery-commands.ts'
import { useFilter } from './use-filter.ts'

const listWidth = { least: 420, narrow: 320 } as const
const detailSize = { leastWidth: 380, leastHeight: 200 } as const

/** Not part of the first load, but there before anything has been chosen. */
const loadDetail = async () => ({ default: (await import('../detail/detail-pane.tsx')).DetailPane })
const DetailPane = lazy(loadDetail)

export function DeliveriesScreen(): ReactNode {
  const { feed } = useLive()
  const { q } = useFilter()
  const { id: openId } = usePlace()
  const [chosenId, setChosenId] = useState(openId)
  const [follow] = useState(createFollow)
  const selection = useSelection()
  // What is open is where the cursor is, also after a step back.
  const cursorId = openId ?? chosenId
  const list = useRef<DeliveryListHandle>(null)
  const position = useUi((state) => state.detailPosition)
  const narrow = useIsNarrow()
  const panelIds = openId === undefined ? ['list'] : ['list', 'detail']
  const layout = useDefaultLayout({ id: `hooklab.deliveries.${position}`, panelIds, onlySaveAfterUserInteractions: true })

  useEffect(() => feed.setFilter(q), [feed, q])
  useEffect(() => void loadDetail(), [])
  useEffect(() => list.current?.focus(), [])

  const close = useCallback(() => {
    const place = currentPlace()
    setChosenId((chosen) => place.id ?? chosen)
    go(withoutDelivery(place), 'replace')
    list.current?.focus()
  }, [])
  useDeliveryCommands({ cursorId, selection, list, close })
  const summary = useStore(feed.state, () => (openId === undefined ? undefined : feed.row(feed.indexOf(openId))))
  const detailBelow = position === 'bottom'

  return (
    <Group
      key={position}
      orientation={detailBelow ? 'vertical' : 'horizontal'}
      className="h-full"
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel
        id="list"
        minSize={detailBelow ? detailSize.leastHeight : narrow ? listWidth.narrow : listWidth.least}
        className="flex flex-col"
      >
        <ListPane follow={follow} selection={selection} handle={list} cursorId={cursorId} onCursor={setChosenId} onClose={close} />
      </Panel>
      {openId !== undefined && (
        <>
          <Separator className="bg-line transition-colors hover:bg-accent aria-[orientation=horizontal]:h-px aria-[orientation=vertical]:w-px data-[separator=active]:bg-accent" />
          <Panel id="detail" defaultSize="50%" minSize={detailBelow ? detailSize.leastHeight : detailSize.leastWidth}>
            <ErrorBoundary area="This delivery" resetKey={openId}>
              <Suspense fallback={null}>
                <DetailPane id={openId} summary={summary} onClose={close} />
              </Suspense>
            </ErrorBoundary>
          </Panel>
        </>
      )}
    </Group>
  )
}

function withoutDelivery({ screen, q }: Place): Place {
  return { screen, ...(q !== undefined && { q }) }
}
