/** The virtualised list of deliveries: a grid with one tab stop, newest first, that follows or holds still. */
import './delivery-list.css'
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useCallback, useEffect, useImperativeHandle, useRef } from 'react'
import { useStore } from 'zustand'
import type { DeliverySummary } from '../../../electron/contract/index.ts'
import { classNames } from '../../components/ui/class-names.ts'
import type { DeliveryFeed } from '../../lib/delivery-feed.ts'
import { useLive } from '../../lib/services.tsx'
import { DeliveryRow, rowElementId } from './delivery-row.tsx'
import type { Follow } from './follow.ts'
import { ListHead } from './list-head.tsx'
import type { Selection } from './selection.ts'
import { listKeyDown, type MoveHow } from './use-list-keys.ts'
import { useRowHeight } from './use-row-height.ts'
import { useRowMoves } from './use-row-moves.ts'

export interface DeliveryListHandle {
  focus(): void
  scrollToTop(): void
  moveBy(rows: number): void
}

export interface DeliveryListProps {
  readonly follow: Follow
  readonly selection: Selection
  readonly cursorId: string | undefined
  /** `opened` is set when the row was chosen to be read, not only moved to. */
  readonly onCursor: (delivery: DeliverySummary, opened: boolean) => void
  readonly onOpen: () => void
  readonly onClose: () => void
  readonly handle: Ref<DeliveryListHandle>
}

const gridAttributes = {
  role: 'grid',
  tabIndex: 0,
  'data-delivery-list': true,
  'aria-label': 'Deliveries, newest first',
  'aria-readonly': true,
  'aria-multiselectable': true
} as const
const scrollerClass = 'delivery-list relative min-h-0 flex-1 overflow-x-hidden overflow-y-scroll overscroll-contain outline-none'

type ListVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>

const overscanRows = 4
/** More rows than any screen shows. What arrives is drawn into the rows there are, which costs half of building new ones. */
const poolSize = 512
/** Older rows are asked for when this many rows are left below. */
const prefetchRows = 100

export function DeliveryList({ follow, selection, cursorId, onCursor, onOpen, onClose, handle }: DeliveryListProps): ReactNode {
  const { feed } = useLive()
  const { size, isStale, hasOlder } = useListState(feed)
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight()
  const virtualizer = useListVirtualizer(feed, follow, scroller, rowHeight)
  const moves = useRowMoves(feed, follow)
  const cursor = cursorId === undefined ? -1 : feed.indexOf(cursorId)

  const moveTo = (index: number, how: MoveHow): void => {
    const delivery = feed.row(index)
    if (!delivery) return
    follow.hold(feed.state.getState().arrived)
    if (how === 'only') selection.clear(delivery.id)
    else if (how === 'extend') selection.extend(delivery.id, cursorId)
    onCursor(delivery, false)
    scrollIntoView(scroller.current, index, rowHeight)
  }

  useImperativeHandle(handle, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    scrollToTop: () => {
      follow.follow()
      scroller.current?.scrollTo({ top: 0 })
    },
    moveBy: (rows) => moveTo(cursor === -1 ? 0 : Math.max(0, Math.min(size - 1, cursor + rows)), 'only')
  }))

  // When the button goes down: by the time it goes up, the row may be elsewhere.
  const choose = (event: MouseEvent): void => {
    const delivery = moves.rowMeant(event)
    if (!delivery) return
    follow.hold(feed.state.getState().arrived)
    const isPlain = chooseRow(event, delivery.id, { selection, cursorId })
    onCursor(delivery, event.button === 0 && isPlain)
  }

  const press = (event: KeyboardEvent): void => {
    const rowsAPage = pageRows(scroller.current, rowHeight)
    listKeyDown(event, { size, cursor, rowsAPage, moveTo, open: onOpen, close: onClose, selection, cursorId })
  }

  return (
    <div
      ref={scroller}
      {...gridAttributes}
      aria-rowcount={hasOlder ? -1 : size + 1}
      aria-activedescendant={cursor === -1 ? undefined : cursorId && rowElementId(cursorId)}
      onScroll={() => noteScroll(scroller.current, feed, follow)}
      onPointerMove={moves.pointed}
      onMouseDown={choose}
      onKeyDown={press}
      // Rows of the filter before, while this one can't be read.
      className={classNames(scrollerClass, isStale && 'opacity-45')}
    >
      <ListHead />
      <Rows virtualizer={virtualizer} feed={feed} cursorId={cursorId} selection={selection} />
    </div>
  )
}

function useListState(feed: DeliveryFeed) {
  return {
    size: useStore(feed.state, (state) => state.size),
    isStale: useStore(feed.state, (state) => state.problem?.code === 'BAD_REQUEST'),
    hasOlder: useStore(feed.state, (state) => state.hasOlder)
  }
}

/** Answers whether only this row is meant: with a modifier it joins or leaves the selection. */
function chooseRow(event: MouseEvent, id: string, { selection, cursorId }: Pick<DeliveryListProps, 'selection' | 'cursorId'>): boolean {
  const isToggling = event.ctrlKey || event.metaKey
  if (event.shiftKey) selection.extend(id, cursorId)
  else if (isToggling) selection.toggle(id, cursorId)
  // A right click within the selection is about all of it.
  else if (event.button === 0 || !selection.state.getState().ids.has(id)) selection.clear(id)
  return !event.shiftKey && !isToggling
}

function useListVirtualizer(
  feed: DeliveryFeed,
  follow: Follow,
  scroller: { readonly current: HTMLDivElement | null },
  rowHeight: number
): ListVirtualizer {
  const version = useStore(feed.state, (state) => state.version)
  const size = useStore(feed.state, (state) => state.size)
  const following = useStore(follow.state, (state) => state.following)
  // A new function for every version: that is how the virtualizer learns that the rows have moved.
  // oxlint-disable-next-line react/exhaustive-deps
  const getItemKey = useCallback((index: number) => feed.row(index)?.id ?? index, [feed, version])
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: size,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: overscanRows,
    // Held still, rows that come in above must not move what is being read.
    anchorTo: following ? 'start' : 'end',
    scrollEndThreshold: 0
  })
  const range = virtualizer.range
  const isNearEnd = range !== null && range.endIndex >= size - prefetchRows
  useEffect(() => {
    if (isNearEnd) feed.loadOlder()
  }, [feed, isNearEnd, version])
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  return virtualizer
}

interface RowsProps {
  readonly virtualizer: ListVirtualizer
  readonly feed: DeliveryFeed
  readonly cursorId: string | undefined
  readonly selection: Selection
}

function Rows({ virtualizer, feed, cursorId, selection }: RowsProps): ReactNode {
  const chosen = useStore(selection.state, (state) => state.ids)
  return (
    <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const delivery = feed.row(index)
        return (
          delivery && (
            <DeliveryRow
              key={index % poolSize}
              delivery={delivery}
              index={index}
              offset={start}
              selected={chosen.size === 0 ? delivery.id === cursorId : chosen.has(delivery.id)}
              current={chosen.size > 0 && delivery.id === cursorId}
              fresh={feed.isFresh(delivery.id)}
            />
          )
        )
      })}
    </div>
  )
}

function noteScroll(element: HTMLElement | null, feed: DeliveryFeed, follow: Follow): void {
  if (!element) return
  if (element.scrollTop < 1) follow.follow()
  else follow.hold(feed.state.getState().arrived)
}

function scrollIntoView(element: HTMLElement | null, index: number, rowHeight: number): void {
  if (!element) return
  const top = index * rowHeight
  // The head sticks to the top and is one row high at most.
  const visible = element.clientHeight - headHeight(element)
  if (top < element.scrollTop) element.scrollTop = top
  else if (top + rowHeight > element.scrollTop + visible) element.scrollTop = top + rowHeight - visible
}

function headHeight(element: HTMLElement): number {
  return element.firstElementChild instanceof HTMLElement ? element.firstElementChild.offsetHeight : 0
}

function pageRows(element: HTMLElement | null, rowHeight: number): number {
  return element ? Math.max(1, Math.floor((element.clientHeight - headHeight(element)) / rowHeight) - 1) : 1
}
