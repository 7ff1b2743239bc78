/** One delivery in the list. Fixed height, drawn again only when the delivery itself has changed. */
import { FlaskConical, Handshake, RotateCw, Star, Unplug } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { DeliverySummary } from '../../../electron/contract/index.ts'
import { MethodLabel } from '../../components/method-label.tsx'
import { ProviderMark } from '../../components/provider-mark.tsx'
import { OutcomeMark, StatusCode } from '../../components/status-code.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { formatBytes } from '../../lib/bytes.ts'
import { formatClock, formatDuration } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { faultWord } from '../faults/fault-text.ts'
import { describeRow } from './describe-row.ts'

export interface DeliveryRowProps {
  readonly delivery: DeliverySummary
  readonly index: number
  readonly offset: number
  readonly selected: boolean
  /** The cursor, where a selection says which rows are meant. */
  readonly current: boolean
  /** It has just come: tinted for a moment. */
  readonly fresh: boolean
}

/** Row 1 is the head. */
const firstRowIndex = 2

export function rowElementId(deliveryId: string): string {
  return `delivery-${deliveryId}`
}

/** Most rows look alike here, and a row is taken over by another: what stays the same is left alone. */
const Provider = memo(ProviderMark)
const Mark = memo(VerdictMark)
const Method = memo(MethodLabel)
const Status = memo(StatusCode)

/** The place of a row changes with every arrival; its content does not. */
export function DeliveryRow({ delivery, index, offset, selected, current, fresh }: DeliveryRowProps): ReactNode {
  return (
    <div
      role="row"
      id={rowElementId(delivery.id)}
      data-id={delivery.id}
      aria-rowindex={index + firstRowIndex}
      aria-selected={selected}
      aria-label={describeRow(delivery)}
      className={classNames(
        'delivery-row absolute inset-x-0 top-0 cursor-default border-b border-line/50 contain-size contain-layout contain-style select-none',
        selected ? 'bg-selected' : 'hover:bg-hover',
        current && 'outline-1 -outline-offset-1 outline-accent'
      )}
      style={{ transform: `translateY(${offset}px)` }}
    >
      {/* Rows are taken over by other deliveries; the tint belongs to this one. */}
      {fresh && <span key={delivery.id} aria-hidden className="pointer-events-none absolute inset-0 animate-arrive" />}
      <Cells delivery={delivery} />
    </div>
  )
}

const Cells = memo(function Cells({ delivery }: { readonly delivery: DeliverySummary }): ReactNode {
  const { receivedAt, endpointId, provider, verdict, method, url, responseStatus, lastOutcome, attempts, durationMs, sizeBytes } = delivery
  const clock = formatClock(receivedAt)
  const path = visibleText(url)
  return (
    <>
      <span role="gridcell" className={classNames('h-full', markerClass(delivery))} />
      <span role="gridcell" className="mono-12 truncate text-muted">
        {clock.slice(0, 8)}
        <span data-part="fraction" className="text-faint">
          {clock.slice(8)}
        </span>
      </span>
      <span role="gridcell" data-column="provider" className="flex justify-center">
        {endpointId === undefined ? <Unplug aria-hidden className="text-faint" /> : <Provider provider={provider} />}
      </span>
      <span role="gridcell" className="flex justify-center">
        {endpointId !== undefined && <Mark status={verdict.status} />}
      </span>
      <span role="gridcell" className="flex min-w-0">
        <Method method={method} />
      </span>
      <EventCell delivery={delivery} path={path} />
      <span role="gridcell" data-column="path" title={path} className="mono-12 truncate text-muted">
        {path}
      </span>
      <span role="gridcell" className="flex justify-end">
        <Status status={responseStatus} />
      </span>
      <span role="gridcell" className="flex justify-end">
        {attempts > 0 && <OutcomeMark outcome={lastOutcome} />}
      </span>
      <span role="gridcell" data-column="attempts" className="text-right text-12 text-muted">
        {attempts > 0 && `×${attempts}`}
      </span>
      <span role="gridcell" data-column="latency" className="truncate text-right text-12 text-muted">
        {formatDuration(durationMs)}
      </span>
      <span role="gridcell" data-column="size" className="truncate text-right text-12 text-muted">
        {formatBytes(sizeBytes)}
      </span>
    </>
  )
})

function EventCell({ delivery, path }: { readonly delivery: DeliverySummary; readonly path: string }): ReactNode {
  const { eventType, endpointId, starred, handshake, fault, redelivery } = delivery
  return (
    <span role="gridcell" className="flex min-w-0 items-center gap-1.5">
      {starred && <Star aria-hidden className="size-3.5 fill-current text-warning" />}
      {eventType !== undefined && <span className="truncate font-medium">{visibleText(eventType)}</span>}
      {eventType === undefined && (
        <span data-part="path-instead" className="mono-12 truncate text-muted">
          {path}
        </span>
      )}
      {endpointId === undefined && (
        <span data-part="no-endpoint" className="truncate text-12 text-faint">
          no endpoint
        </span>
      )}
      {handshake && <Handshake aria-hidden className="size-3.5 text-info" />}
      {fault !== undefined && (
        <span
          aria-hidden
          title={`Met the fault “${visibleText(faultWord(fault))}” on purpose`}
          className="inline-flex min-w-0 items-center gap-1 text-11 text-warning"
        >
          <FlaskConical className="size-3.5" />
          <span data-part="fault" className="truncate">
            {visibleText(faultWord(fault))}
          </span>
        </span>
      )}
      {redelivery > 0 && (
        <span
          aria-hidden
          title={`The same event came ${redelivery === 1 ? 'once' : `${redelivery} times`} before`}
          className="inline-flex shrink-0 items-center gap-0.5 text-11 text-violet"
        >
          <RotateCw className="size-3" />
          {redelivery}
        </span>
      )}
    </span>
  )
}

/** Quiet unless something is wrong: a failed verdict, a fault on purpose, nowhere to go. */
function markerClass({ verdict, fault, endpointId }: DeliverySummary): string | false {
  if (verdict.status === 'failed') return 'bg-danger'
  if (fault !== undefined) return 'bg-warning'
  return endpointId === undefined && 'bg-line-strong'
}
