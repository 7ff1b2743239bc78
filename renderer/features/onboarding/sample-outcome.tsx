/** How a sample will be signed, and what came of sending it. */
import { ShieldCheck, ShieldQuestion } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SampleSigning, SentSample } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useAction } from '../../components/use-action.ts'
import { verdictText } from '../../components/verdict-mark.tsx'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface SigningNoteProps {
  readonly signing: SampleSigning
  readonly provider: string
  readonly endpointId: string
}

export function SigningNote({ signing, provider, endpointId }: SigningNoteProps): ReactNode {
  const client = useClient()
  const queries = useQueryClient()
  const trust = useAction({
    failure: 'The key was not added',
    act: () => client.samples.trust({ provider, endpointId }),
    onDone: () => void Promise.all([keys.samples, keys.endpoints].map((queryKey) => queries.invalidateQueries({ queryKey })))
  })
  return (
    <div className="flex items-start gap-2 text-muted">
      <span className={signing.signed ? 'mt-0.5 text-success' : 'mt-0.5 text-faint'}>
        {signing.signed ? <ShieldCheck /> : <ShieldQuestion />}
      </span>
      <p className="min-w-0 flex-1 wrap-break-word">{signing.note}</p>
      {signing.ownKey === 'offered' && (
        <Button size="small" busy={trust.busy} onClick={() => trust.run(undefined)}>
          Trust Hooklab’s key
        </Button>
      )}
    </div>
  )
}

export function SampleResult({ sent, onLeave }: { readonly sent: SentSample; readonly onLeave: () => void }): ReactNode {
  const { status, verdict, deliveryId, durationMs } = sent
  const isGood = status < 400 && verdict?.status !== 'failed'
  const parts = [verdict === undefined ? [] : verdictText(verdict.status), sent.eventType ?? [], `${durationMs} ms`].flat()
  return (
    <div ref={bringIntoView}>
      <Banner
        shape="card"
        tone={isGood ? 'success' : 'warning'}
        title={`Answered with ${status}`}
        actions={
          deliveryId !== undefined && (
            <Button
              size="small"
              onClick={() => {
                onLeave()
                go({ screen: 'deliveries', id: deliveryId })
              }}
            >
              Show the delivery
            </Button>
          )
        }
      >
        {parts.join(' · ')}
      </Banner>
    </div>
  )
}

/** In a low window it stands below what can be seen. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
