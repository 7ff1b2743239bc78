/** The list with what stands above it and what stands in its place while it is empty. */
import { Inbox, SearchX, TriangleAlert } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { useStore } from 'zustand'
import type { DeliverySummary } from '../../../electron/contract/index.ts'
import { currentPlace, go } from '../../app/location.ts'
import { Banner } from '../../components/banner.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { ContextMenu } from '../../components/ui/context-menu.tsx'
import { useLive } from '../../lib/services.tsx'
import { Onboarding } from '../onboarding/onboarding.tsx'
import { DeliveryList, type DeliveryListHandle } from './delivery-list.tsx'
import { DeliveryMenu } from './delivery-menu.tsx'
import type { Follow } from './follow.ts'
import { ListEnd } from './list-end.tsx'
import { NewPill } from './new-pill.tsx'
import type { Selection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useFilter } from './use-filter.ts'

export interface ListPaneProps {
  readonly follow: Follow
  readonly selection: Selection
  readonly handle: RefObject<DeliveryListHandle | null>
  readonly cursorId: string | undefined
  readonly onCursor: (id: string) => void
  readonly onClose: () => void
}

export function ListPane({ follow, selection, handle, cursorId, onCursor, onClose }: ListPaneProps): ReactNode {
  const { feed } = useLive()
  const isEmpty = useStore(feed.state, (state) => state.size === 0)
  const choose = (delivery: DeliverySummary, opened: boolean): void => {
    onCursor(delivery.id)
    const place = currentPlace()
    // Moving along with the detail open leaves no trail of steps to go back through.
    if (place.id !== undefined || opened) go({ ...place, id: delivery.id }, opened ? 'push' : 'replace')
  }
  const open = (): void => {
    if (cursorId !== undefined) go({ ...currentPlace(), id: cursorId })
  }
  return (
    <section aria-label="Deliveries" className="relative flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Deliveries</h1>
      <PausedBanner />
      {isEmpty ? (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <EmptyList />
        </div>
      ) : (
        <>
          <Problem />
          <NewPill follow={follow} onPress={() => handle.current?.scrollToTop()} />
          <ContextMenu
            area={
              <div className="flex min-h-0 flex-1 flex-col">
                <DeliveryList
                  follow={follow}
                  selection={selection}
                  cursorId={cursorId}
                  onCursor={choose}
                  onOpen={open}
                  onClose={onClose}
                  handle={handle}
                />
              </div>
            }
          >
            <DeliveryMenu />
          </ContextMenu>
          <ListEnd />
          <SelectionBar
            selection={selection}
            onClear={() => {
              selection.clear(cursorId)
              handle.current?.focus()
            }}
          />
        </>
      )}
    </section>
  )
}

function PausedBanner(): ReactNode {
  const { feed } = useLive()
  const paused = useStore(feed.state, (state) => state.paused)
  const held = useStore(feed.state, (state) => state.held)
  if (!paused) return null
  return (
    <Banner
      tone="info"
      title={held === 0 ? 'Paused' : `Paused: ${held === 1 ? '1 delivery is' : `${held.toLocaleString('en-GB')} deliveries are`} held back`}
      actions={
        <Button size="small" onClick={() => feed.setPaused(false)}>
          Resume
        </Button>
      }
    >
      Deliveries are still received, answered and stored. Only this list waits.
    </Banner>
  )
}

/** Older rows could not be read: said above the rows there are. A filter that can't be read is said at its field. */
function Problem(): ReactNode {
  const { feed } = useLive()
  const problem = useStore(feed.state, (state) => state.problem)
  if (!problem || problem.code === 'BAD_REQUEST') return null
  return (
    <Banner
      tone="danger"
      title="The list may be incomplete"
      actions={
        <Button size="small" onClick={() => feed.catchUp()}>
          Try again
        </Button>
      }
    >
      {problem.message}
    </Banner>
  )
}

function EmptyList(): ReactNode {
  const { feed } = useLive()
  const { loading, problem, paused } = useStore(feed.state)
  const { q, setFilter } = useFilter()
  if (loading === 'first') {
    return (
      <Delayed>
        <p className="p-6 text-center text-muted">Reading deliveries…</p>
      </Delayed>
    )
  }
  if (problem && problem.code !== 'BAD_REQUEST') {
    return (
      <EmptyState
        icon={<TriangleAlert />}
        title="The deliveries could not be read"
        actions={<Button onClick={() => feed.catchUp()}>Try again</Button>}
      >
        {problem.message}
      </EmptyState>
    )
  }
  if (q !== '') {
    return (
      <EmptyState
        icon={<SearchX />}
        title={problem ? 'This filter can’t be read' : 'No delivery matches'}
        actions={<Button onClick={() => setFilter('')}>Clear the filter</Button>}
      >
        <code className="mono-12 wrap-anywhere text-text">{q}</code>
        {problem && <p className="mt-2">{problem.message}</p>}
      </EmptyState>
    )
  }
  if (paused) return <EmptyState icon={<Inbox />} title="Paused before the first delivery" />
  return <Onboarding />
}
