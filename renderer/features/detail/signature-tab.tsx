/** The explainer: why verification came out as it did, with the evidence, and a remedy that can be taken at once. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DeliveryDetail, Explanation } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { Definition, DefinitionList, Section } from '../../components/section.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { Visible } from '../../components/visible.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys, useSchemes } from '../../lib/queries.ts'
import { isSensitiveHeader } from '../../lib/redaction.ts'
import { useClient } from '../../lib/services.tsx'
import { formatDuration } from '../../lib/times.ts'
import { HeaderTable } from './header-table.tsx'
import { RemedyButton } from './remedy-button.tsx'
import { Difference, SignedContent } from './signature-evidence.tsx'
import { verdictSentence } from './verdict-text.ts'

export function SignatureTab({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const client = useClient()
  const { data, error, isPending } = useQuery({
    queryKey: keys.explanation(delivery.id),
    queryFn: ({ signal }) => client.deliveries.explanation({ id: delivery.id }, { signal }),
    retry: false,
    // Secrets and options may have changed since it was asked for last.
    staleTime: 0
  })
  if (isPending) {
    return (
      <Delayed>
        <p className="p-4 text-muted">Looking for the reason…</p>
      </Delayed>
    )
  }
  return (
    <div className="flex flex-col gap-4 p-4">
      {data ? (
        <Found deliveryId={delivery.id} explanation={data} />
      ) : (
        <Basic delivery={delivery} note={error && toProblem(error).code !== 'NOT_FOUND' ? toProblem(error).message : undefined} />
      )}
      <SignatureHeaders delivery={delivery} />
    </div>
  )
}

function Found({ deliveryId, explanation }: { readonly deliveryId: string; readonly explanation: Explanation }): ReactNode {
  const { verdict, sentence, remedy, action, evidence, triedCount, tookMs } = explanation
  const schemes = useSchemes().data ?? []
  const tone = verdict.status === 'verified' ? 'success' : verdict.status === 'failed' ? 'danger' : 'warning'
  return (
    <>
      <Banner
        shape="card"
        tone={tone}
        icon={<VerdictMark status={verdict.status} />}
        title={sentence}
        actions={action && <RemedyButton deliveryId={deliveryId} action={action} />}
      >
        {remedy}
      </Banner>
      {evidence.expected !== undefined && evidence.received !== undefined && (
        <Difference expected={evidence.expected} received={evidence.received} at={evidence.firstDifference} />
      )}
      {evidence.expected === undefined && evidence.received !== undefined && (
        <Section title="Received signature">
          <code className="mono-12 wrap-anywhere">
            <Visible text={evidence.received} />
          </code>
        </Section>
      )}
      {evidence.signedContentBase64 !== undefined && <SignedContent base64={evidence.signedContentBase64} />}
      <Section title="How it was checked">
        <DefinitionList>
          <Definition term="Scheme">{schemes.find(({ id }) => id === evidence.scheme)?.label ?? evidence.scheme}</Definition>
          {evidence.timestamp !== undefined && (
            <Definition term="Timestamp" mono>
              <Visible text={evidence.timestamp} />
            </Definition>
          )}
          {evidence.skewSeconds !== undefined && <Definition term="Clock skew">{skewText(evidence.skewSeconds)}</Definition>}
          {triedCount > 1 && (
            <Definition term="Tried">{`${triedCount.toLocaleString('en-GB')} ways in ${formatDuration(tookMs)}`}</Definition>
          )}
        </DefinitionList>
      </Section>
    </>
  )
}

function Basic({ delivery, note }: { readonly delivery: DeliveryDetail; readonly note: string | undefined }): ReactNode {
  const { title, sentence, remedy } = verdictSentence(delivery.verdict)
  return (
    <Banner
      shape="card"
      tone={delivery.verdict.status === 'verified' ? 'success' : delivery.verdict.status === 'failed' ? 'danger' : 'info'}
      icon={<VerdictMark status={delivery.verdict.status} />}
      title={title}
    >
      <Visible text={sentence} />
      {remedy !== undefined && <p className="mt-1 text-muted">{remedy}</p>}
      {note !== undefined && <p className="mt-1 text-muted">The explanation could not be had: {note}</p>}
    </Banner>
  )
}

function SignatureHeaders({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const headers = delivery.headers.filter(([name]) => isSensitiveHeader(name) || /timestamp|webhook-id/i.test(name))
  if (headers.length === 0) return null
  return (
    <Section title="Headers that take part">
      <HeaderTable label="Headers that take part" headers={headers} revealed />
    </Section>
  )
}

function skewText(seconds: number): string {
  const distance = `${Math.abs(seconds).toLocaleString('en-GB')} s`
  if (seconds === 0) return 'None'
  return seconds > 0 ? `${distance} old when it came` : `${distance} in the future`
}
