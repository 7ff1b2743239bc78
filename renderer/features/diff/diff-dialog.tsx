/** Compares two requests: deliveries, or what attempts sent. The right side is chosen among what goes with the left one. */
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import type { Attempt, DeliverySummary } from '../../../electron/contract/index.ts'
import type { DiffSide } from '../../app/ui-state.ts'
import { Banner } from '../../components/banner.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { outcomeText } from '../../components/status-code.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Select } from '../../components/ui/select.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys } from '../../lib/queries.ts'
import { useClient, useLive } from '../../lib/services.tsx'
import { formatClock } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { kindTexts } from '../detail/attempts-tab.tsx'
import { DiffView } from './diff-view.tsx'
import { useCompared } from './use-compared.ts'

export interface DiffDialogProps {
  readonly left: DiffSide
  readonly right: DiffSide | undefined
  readonly onDone: () => void
}

interface Choice {
  readonly side: DiffSide
  readonly label: string
  readonly hint?: string
}

/** Rows of the list that are offered beside what belongs to the delivery itself. */
const offeredRows = 30

export function DiffDialog({ left: firstLeft, right: firstRight, onDone }: DiffDialogProps): ReactNode {
  const [left, setLeft] = useState(firstLeft)
  const [chosen, setChosen] = useState(firstRight)
  const choices = useChoices(deliveryOf(firstLeft), firstRight && deliveryOf(firstRight))
  const right = chosen ?? choices?.find(({ side }) => keyOf(side) !== keyOf(left))?.side
  const [one, other] = [useCompared(left), useCompared(right)]
  const error = one.error ?? other.error
  const options = (choices ?? []).map(({ side, label, hint }) => ({ value: keyOf(side), label, ...(hint !== undefined && { hint }) }))
  const find = (key: string): DiffSide | undefined => choices?.find(({ side }) => keyOf(side) === key)?.side
  const swap = (): void => {
    if (!right) return
    setLeft(right)
    setChosen(left)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onDone()} size="full" title="Compare" footer={<Button onClick={onDone}>Close</Button>}>
      <div className="grid shrink-0 grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2 border-b border-line p-2">
        <Select label="Left side" value={keyOf(left)} options={options} onChange={(key) => setLeft(find(key) ?? left)} />
        <IconButton label="Swap the sides" icon={<ArrowLeftRight />} onClick={swap} disabled={!right} />
        <Select label="Right side" value={right ? keyOf(right) : ''} options={options} onChange={(key) => setChosen(find(key))} />
      </div>
      <div className="min-h-0 flex-1">
        {error ? (
          <Banner tone="danger" urgent title="It can’t be compared">
            {toProblem(error).message}
          </Banner>
        ) : one.data && other.data ? (
          <DiffView key={`${keyOf(left)} ${right ? keyOf(right) : ''}`} left={one.data} right={other.data} />
        ) : choices && !right ? (
          <EmptyState title="Nothing to compare it with">
            Select two deliveries in the list, or resend this one edited, and compare them.
          </EmptyState>
        ) : (
          <Delayed>
            <p className="p-4 text-muted">Reading both sides…</p>
          </Delayed>
        )}
      </div>
    </Dialog>
  )
}

/** The delivery, its attempts, the other deliveries of its event, and the rows around it. */
function useChoices(deliveryId: string, otherId: string | undefined): readonly Choice[] | undefined {
  const client = useClient()
  const { feed } = useLive()
  const version = useStore(feed.state, (state) => state.version)
  const attempts = useAttempts(deliveryId)
  const otherAttempts = useAttempts(otherId)
  const related = useQuery({
    queryKey: ['related', deliveryId],
    queryFn: async ({ signal }) =>
      (await client.deliveries.related({ id: deliveryId }, { signal })).items.filter(({ id }) => id !== deliveryId)
  }).data
  if (!attempts || (otherId !== undefined && !otherAttempts) || version < 0) return undefined
  const rows = rowsAround(feed, feed.indexOf(deliveryId)).filter(({ id }) => !related?.some((item) => item.id === id))
  const deliveries = [...(related ?? []), ...rows].filter(({ id }) => id !== deliveryId && id !== otherId)
  const choices: Choice[] = [
    { side: { kind: 'delivery', id: deliveryId }, label: 'This delivery, as it came', ...hintOf(feed.row(feed.indexOf(deliveryId))) }
  ]
  choices.push(...attempts.map((attempt) => attemptChoice(attempt)))
  if (otherId !== undefined && otherId !== deliveryId) {
    choices.push({
      side: { kind: 'delivery', id: otherId },
      label: 'The other delivery, as it came',
      ...hintOf(feed.row(feed.indexOf(otherId)))
    })
    choices.push(...(otherAttempts ?? []).map((attempt) => attemptChoice(attempt, 'The other’s attempt')))
  }
  choices.push(
    ...deliveries.map((item): Choice => ({
      side: { kind: 'delivery', id: item.id },
      label: visibleText(item.eventType ?? item.url),
      ...hintOf(item)
    }))
  )
  return choices
}

function useAttempts(id: string | undefined): readonly Attempt[] | undefined {
  const client = useClient()
  return useQuery({
    queryKey: keys.attempts(id ?? ''),
    queryFn: async ({ signal }) => (await client.deliveries.attempts({ id: id ?? '' }, { signal })).items,
    enabled: id !== undefined
  }).data
}

function rowsAround(feed: { readonly row: (index: number) => DeliverySummary | undefined }, index: number): readonly DeliverySummary[] {
  const first = Math.max(0, index - 5)
  return Array.from({ length: offeredRows }, (_, at) => feed.row(first + at)).filter((row) => row !== undefined)
}

function attemptChoice({ id, deliveryId, number, kind, sentAt, outcome, request }: Attempt, called = 'Attempt'): Choice {
  const marks = [request.edited ? 'edited' : '', request.resigned ? 're-signed' : ''].filter((mark) => mark !== '').join(', ')
  return {
    side: { kind: 'attempt', deliveryId, attemptId: id },
    label: `${called} #${number}: ${kindTexts[kind].toLowerCase()}${marks === '' ? '' : `, ${marks}`}`,
    hint: `${formatClock(sentAt)}, ${outcomeText(outcome).toLowerCase()}`
  }
}

function hintOf(row: DeliverySummary | undefined): { readonly hint?: string } {
  return row ? { hint: `${formatClock(row.receivedAt)}, ${visibleText(row.url)}` } : {}
}

function deliveryOf(side: DiffSide): string {
  return side.kind === 'delivery' ? side.id : side.deliveryId
}

function keyOf(side: DiffSide): string {
  return side.kind === 'delivery' ? side.id : `${side.deliveryId} ${side.attemptId}`
}
