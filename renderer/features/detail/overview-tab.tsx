/** The overview: the verdict in a sentence, the facts, what happened step by step, and the same event's other deliveries. */
import { useQuery } from '@tanstack/react-query'
import { Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { currentPlace, formatPlace, go } from '../../app/location.ts'
import { Banner, type BannerTone } from '../../components/banner.tsx'
import { Section } from '../../components/section.tsx'
import { StatusCode } from '../../components/status-code.tsx'
import { Button } from '../../components/ui/button.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { Visible } from '../../components/visible.tsx'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { formatDateTime } from '../../lib/times.ts'
import { Facts } from './facts.tsx'
import { HandshakeRequest } from './handshake-request.tsx'
import { ProviderOffer } from './provider-offer.tsx'
import { Timeline } from './timeline.tsx'
import { unroutedText, verdictSentence } from './verdict-text.ts'

export function OverviewTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  return (
    <div className="flex flex-col gap-4 p-4">
      <VerdictCard delivery={delivery} />
      <ProviderOffer delivery={delivery} />
      <HandshakeRequest delivery={delivery} />
      <Section title="Facts">
        <Facts delivery={delivery} />
      </Section>
      <Section title="What happened">
        <Timeline steps={delivery.log} />
      </Section>
      <Related delivery={delivery} />
    </div>
  )
}

const tones = { verified: 'success', failed: 'danger', unsigned: 'info', unchecked: 'warning' } as const satisfies Record<
  string,
  BannerTone
>

function VerdictCard({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const { verdict, endpointId } = delivery
  const isUnrouted = endpointId === undefined
  const { title, sentence, remedy } = isUnrouted ? unroutedText : verdictSentence(verdict)
  const explain = (
    <Button size="small" onClick={() => go({ ...currentPlace(), tab: 'signature' }, 'replace')}>
      {verdict.status === 'failed' ? 'Show why' : 'Show the signature'}
    </Button>
  )
  const create = (
    <Button size="small" onClick={() => go({ screen: 'endpoints', id: 'new' })}>
      New endpoint
    </Button>
  )
  return (
    <Banner
      shape="card"
      tone={isUnrouted ? 'info' : tones[verdict.status]}
      icon={isUnrouted ? <Unplug /> : <VerdictMark status={verdict.status} />}
      title={title}
      actions={isUnrouted ? create : verdict.status === 'unsigned' ? undefined : explain}
    >
      <p>
        <Visible text={sentence} />
      </p>
      {remedy !== undefined && <p className="mt-1 text-muted">{remedy}</p>}
    </Banner>
  )
}

function Related({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const client = useClient()
  const { data } = useQuery({
    queryKey: keys.related(delivery.id),
    queryFn: ({ signal }) => client.deliveries.related({ id: delivery.id }, { signal }),
    enabled: delivery.eventId !== undefined,
    staleTime: 0
  })
  const others = data?.items.filter((item) => item.id !== delivery.id) ?? []
  if (others.length === 0) return null
  return (
    <Section title="The same event" hint="Deliveries with the same event id: the provider sent it again, or it was sent again on purpose.">
      <ul className="flex flex-col">
        {others.map((item) => (
          <li key={item.id}>
            <a
              href={formatPlace({ ...currentPlace(), id: item.id })}
              className="-mx-2 flex h-7 items-center gap-3 rounded-control px-2 hover:bg-hover"
            >
              <span className="mono-12 text-muted">{formatDateTime(item.receivedAt)}</span>
              <VerdictMark status={item.verdict.status} />
              <StatusCode status={item.responseStatus} />
              <span className="min-w-0 truncate text-muted">
                <Visible text={item.url} />
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
