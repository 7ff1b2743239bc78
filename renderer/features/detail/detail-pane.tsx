/** One delivery, whole: head, the outcome of a resend, and the tabs. */
import { SearchX, TriangleAlert } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useDeferredValue } from 'react'
import type { DeliveryDetail, DeliverySummary } from '../../../electron/contract/index.ts'
import { currentPlace, type DetailTab, detailTabs, go, usePlace } from '../../app/location.ts'
import { Delayed } from '../../components/delayed.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { TabList, TabPanel, Tabs } from '../../components/ui/tabs.tsx'
import { toProblem } from '../../lib/problems.ts'
import { AttemptsTab } from './attempts-tab.tsx'
import { BodyTab } from './body-tab.tsx'
import { DetailHead } from './detail-head.tsx'
import { HeadersTab } from './headers-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { ResendOutcome } from '../resend/resend-outcome.tsx'
import { ResponseTab } from './response-tab.tsx'
import { SignatureTab } from './signature-tab.tsx'
import { useDelivery } from './use-delivery.ts'

const RedeliveriesTab = lazy(async () => ({ default: (await import('./redeliveries-tab.tsx')).RedeliveriesTab }))

export interface DetailPaneProps {
  readonly id: string
  /** From the list: there at once, while the rest is read. */
  readonly summary: DeliverySummary | undefined
  readonly onClose: () => void
}

export function DetailPane({ id, summary, onClose }: DetailPaneProps): ReactNode {
  // Moving along the list quickly must not wait for every detail on the way.
  const shownId = useDeferredValue(id)
  const { data, error, refetch } = useDelivery(shownId)
  const delivery = data ?? summary
  if (error && !data) return <Missing error={error} onRetry={() => void refetch()} onClose={onClose} />
  return (
    <section aria-label="Delivery" className="flex h-full min-w-0 flex-col bg-panel">
      {delivery && <DetailHead delivery={delivery} onClose={onClose} />}
      <ResendOutcome id={shownId} />
      {data ? (
        <DetailTabs delivery={data} />
      ) : (
        <Delayed>
          <p className="p-4 text-muted">Reading the delivery…</p>
        </Delayed>
      )}
    </section>
  )
}

function DetailTabs({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const tab = usePlace().tab ?? 'overview'
  const setTab = (next: DetailTab): void => go({ ...currentPlace(), tab: next }, 'replace')
  return (
    <Tabs value={tab} onChange={setTab} fill>
      <TabList
        dense
        label="Parts of the delivery"
        tabs={detailTabs.map((value) => ({ value, label: titles[value], count: countOf(value, delivery) }))}
      />
      {detailTabs.map((value) => (
        <TabPanel key={value} value={value} fill>
          {value === tab && <TabContent tab={value} delivery={delivery} />}
        </TabPanel>
      ))}
    </Tabs>
  )
}

function TabContent({ tab, delivery }: { readonly tab: DetailTab; readonly delivery: DeliveryDetail }): ReactNode {
  switch (tab) {
    case 'overview':
      return <OverviewTab delivery={delivery} />
    case 'signature':
      return <SignatureTab delivery={delivery} />
    case 'headers':
      return <HeadersTab delivery={delivery} />
    case 'body':
      return <BodyTab delivery={delivery} />
    case 'response':
      return <ResponseTab delivery={delivery} />
    case 'attempts':
      return <AttemptsTab delivery={delivery} />
    case 'redeliveries':
      return (
        <Suspense fallback={null}>
          <RedeliveriesTab delivery={delivery} />
        </Suspense>
      )
  }
}

const titles: Readonly<Record<DetailTab, string>> = {
  overview: 'Overview',
  signature: 'Signature',
  headers: 'Headers',
  body: 'Body',
  response: 'Response',
  attempts: 'Attempts',
  redeliveries: 'Redeliveries'
}

function countOf(tab: DetailTab, { attempts, redelivery }: DeliveryDetail): number | undefined {
  const count = tab === 'attempts' ? attempts : tab === 'redeliveries' ? redelivery : 0
  return count > 0 ? count : undefined
}

function Missing({
  error,
  onRetry,
  onClose
}: {
  readonly error: Error
  readonly onRetry: () => void
  readonly onClose: () => void
}): ReactNode {
  const { code, message } = toProblem(error)
  const isGone = code === 'NOT_FOUND'
  return (
    <section aria-label="Delivery" className="flex h-full min-w-0 flex-col bg-panel">
      <EmptyState
        icon={isGone ? <SearchX /> : <TriangleAlert />}
        title={isGone ? 'This delivery is gone' : 'The delivery could not be read'}
        actions={
          <>
            {!isGone && <Button onClick={onRetry}>Try again</Button>}
            <Button onClick={onClose}>Close</Button>
          </>
        }
      >
        {isGone ? 'It was deleted, or the retention let it go. Star a delivery to keep it.' : message}
      </EmptyState>
    </section>
  )
}
