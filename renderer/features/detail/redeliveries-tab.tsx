/** What the provider did about the event: its deliveries on a timeline, beside the schedule that it publishes. */
import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail, Redeliveries } from '../../../electron/contract/index.ts'
import { Delayed } from '../../components/delayed.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { Section } from '../../components/section.tsx'
import { useTickingText } from '../../components/ticker.ts'
import { Visible } from '../../components/visible.tsx'
import { toProblem } from '../../lib/problems.ts'
import { formatClock, formatGap } from '../../lib/times.ts'
import { RedeliveryLine } from './redelivery-line.tsx'
import { summarySentence } from './redelivery-text.ts'
import { useRedeliveries } from './use-redeliveries.ts'

export function RedeliveriesTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { data, error } = useRedeliveries(delivery.id)
  if (error && !data) return <EmptyState title="The deliveries of the event could not be read">{toProblem(error).message}</EmptyState>
  if (!data) {
    return (
      <Delayed>
        <p className="p-4 text-muted">Reading the event’s deliveries…</p>
      </Delayed>
    )
  }
  if (data.items.length < 2 && data.schedule === undefined) {
    return (
      <EmptyState icon={<RotateCw />} title="Sent once so far">
        When the provider sends this event again, each delivery is compared here with the one before. Let a fault fail it to see that.
      </EmptyState>
    )
  }
  return (
    <div className="flex flex-col gap-6 p-4">
      <Section title="What the provider did" hint={<Grouping data={data} />}>
        <p>{summarySentence(data)}</p>
        {data.left > 0 && <p className="text-12 text-muted">The {data.left} oldest are not shown.</p>}
        <ol aria-label="Deliveries of the event, oldest first" className="flex flex-col">
          {data.items.map((item, index) => (
            <RedeliveryLine
              key={item.id}
              item={item}
              before={data.items[index - 1]}
              number={data.left + index + 1}
              current={item.id === delivery.id}
              last={index === data.items.length - 1 && data.nextExpectedAt === undefined}
            />
          ))}
          {data.nextExpectedAt !== undefined && <NextExpected at={data.nextExpectedAt} />}
        </ol>
      </Section>
      <Schedule data={data} />
    </div>
  )
}

function Grouping({ data }: { readonly data: Redeliveries }): ReactNode {
  if (data.groupedBy === 'bytes') return 'There is no event id, so equal bytes count as the same event.'
  return (
    <>
      Event <span className="mono-12">{data.eventId !== undefined && <Visible text={data.eventId} />}</span>
    </>
  )
}

function NextExpected({ at }: { readonly at: number }): ReactNode {
  const text = useTickingText((now) =>
    at > now
      ? `Next one expected in ${formatGap(Math.ceil((at - now) / 1000) * 1000)}`
      : `Expected ${formatGap(now - at)} ago, and has not come`
  )
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 text-muted">
      <span aria-hidden className="mt-1.5 size-5 rounded-full border border-dashed border-line-strong" />
      <span className="px-2 py-1.5">
        {text} <span className="text-12">(at {formatClock(at).slice(0, 8)} by the published schedule)</span>
      </span>
    </li>
  )
}

function Schedule({ data: { schedule } }: { readonly data: Redeliveries }): ReactNode {
  if (!schedule) {
    return (
      <Section title="Published schedule">
        <p className="text-muted">None is known for this sender, so its gaps are shown without a comparison.</p>
      </Section>
    )
  }
  return (
    <Section title={`What ${schedule.providerLabel} publishes`}>
      <p>{schedule.summary}</p>
      <p className="text-12 text-muted">
        <ExternalLink href={schedule.source}>Source</ExternalLink>, read {schedule.readOn}.{' '}
        {schedule.delaysSeconds.length > 0 && `Gaps: ${schedule.delaysSeconds.map((seconds) => formatGap(seconds * 1000)).join(', ')}.`}
      </p>
    </Section>
  )
}
