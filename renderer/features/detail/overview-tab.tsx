/** The overview: the verdict in a sentence, the facts, what happened step by step, and whether the event came again. */
import { Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { currentPlace, go } from '../../app/location.ts'
import { Banner, type BannerTone } from '../../components/banner.tsx'
import { Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { Visible } from '../../components/visible.tsx'
import { Facts } from './facts.tsx'
import { HandshakeRequest } from './handshake-request.tsx'
import { ProviderOffer } from './provider-offer.tsx'
import { RedeliveryHint } from './redelivery-hint.tsx'
import { Timeline } from './timeline.tsx'
import { unroutedText, verdictSentence } from './verdict-text.ts'

export function OverviewTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  return (
    <div className="flex flex-col gap-4 p-4">
      <VerdictCard delivery={delivery} />
      <ProviderOffer delivery={delivery} />
      <HandshakeRequest delivery={delivery} />
      <RedeliveryHint id={delivery.id} />
      <Section title="Facts">
        <Facts delivery={delivery} />
      </Section>
      <Section title="What happened">
        <Timeline steps={delivery.log} />
      </Section>
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
