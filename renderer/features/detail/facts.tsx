/** The facts of a delivery. */
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { ByteSize } from '../../components/byte-size.tsx'
import { Definition, DefinitionList } from '../../components/section.tsx'
import { OutcomeMark, StatusCode } from '../../components/status-code.tsx'
import { Visible } from '../../components/visible.tsx'
import { useEndpoints } from '../../lib/queries.ts'
import { faultWord } from '../faults/fault-text.ts'
import { formatClock, formatDateTime, formatDuration } from '../../lib/times.ts'

interface FactsProps {
  readonly delivery: DeliveryDetail
}

export function Facts({ delivery }: FactsProps): ReactNode {
  return (
    <DefinitionList>
      <Origin delivery={delivery} />
      <Content delivery={delivery} />
      <Results delivery={delivery} />
      <Definition term="Delivery id" mono>
        {delivery.id}
      </Definition>
    </DefinitionList>
  )
}

function Origin({ delivery }: FactsProps): ReactNode {
  const { receivedAt, endpointId, provider, remoteAddress, viaTunnel } = delivery
  return (
    <>
      <Definition term="Received">
        {formatDateTime(receivedAt)}
        <span className="text-faint">{formatClock(receivedAt).slice(8)}</span>
      </Definition>
      <Definition term="From">
        <span className="mono-12">{remoteAddress}</span>
        {viaTunnel && <span className="text-muted"> through the tunnel</span>}
      </Definition>
      <Definition term="Endpoint">
        <EndpointLink endpointId={endpointId} />
      </Definition>
      <Definition term="Provider">
        <Visible text={provider} />
      </Definition>
    </>
  )
}

function Content({ delivery }: FactsProps): ReactNode {
  const { eventType, eventId, redelivery, method, url, httpVersion, sizeBytes, bodyTruncated, incomplete } = delivery
  return (
    <>
      {eventType !== undefined && (
        <Definition term="Event type" mono>
          <Visible text={eventType} />
        </Definition>
      )}
      {eventId !== undefined && (
        <Definition term="Event id" mono>
          <Visible text={eventId} />
          {redelivery > 0 && <span className="text-violet"> · came {redelivery === 1 ? 'once' : `${redelivery} times`} before</span>}
        </Definition>
      )}
      <Definition term="Request" mono>
        <Visible text={`${method} ${url} HTTP/${httpVersion}`} />
      </Definition>
      <Definition term="Body">
        <ByteSize sizeBytes={sizeBytes} />
        {bodyTruncated && (
          <span className="text-warning">
            {' '}
            · first <ByteSize sizeBytes={bodyTruncated.keptBytes} /> kept of <ByteSize sizeBytes={bodyTruncated.receivedBytes} /> received
          </span>
        )}
        {incomplete && <span className="text-warning"> · the sender left before the whole body came</span>}
      </Definition>
    </>
  )
}

function Results({ delivery }: FactsProps): ReactNode {
  const { responseStatus, durationMs, handshake, fault, lastOutcome } = delivery
  return (
    <>
      <Definition term="Answered">
        <span className="inline-flex items-center gap-2">
          <StatusCode status={responseStatus} />
          <span className="text-muted">{responseStatus === undefined ? 'No answer went out' : `after ${formatDuration(durationMs)}`}</span>
        </span>
        {handshake && <span className="text-info"> · the provider’s handshake</span>}
        {fault !== undefined && (
          <span className="text-warning">
            {' '}
            · by the fault “<Visible text={faultWord(fault)} />”
          </span>
        )}
      </Definition>
      {lastOutcome && (
        <Definition term="Target">
          <OutcomeMark outcome={lastOutcome} long />
        </Definition>
      )}
    </>
  )
}

function EndpointLink({ endpointId }: { readonly endpointId: string | undefined }): ReactNode {
  const endpoint = useEndpoints().data?.find((candidate) => candidate.id === endpointId)
  if (endpointId === undefined) return <span className="text-muted">None: no endpoint has this path</span>
  if (!endpoint) return <span className="text-muted">An endpoint that is gone</span>
  return (
    <a className="rounded-chip text-accent underline-offset-2 hover:underline" href={formatPlace({ screen: 'endpoints', id: endpoint.id })}>
      <Visible text={endpoint.name} />
    </a>
  )
}
