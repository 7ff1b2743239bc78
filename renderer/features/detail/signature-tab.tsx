/** The explainer: why verification came out as it did, with the evidence, and a remedy that can be taken at once. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Wrench } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail, Explanation } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Banner } from '../../components/banner.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { Definition, DefinitionList, Section } from '../../components/section.tsx'
import { Button } from '../../components/ui/button.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { Visible } from '../../components/visible.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { formatDuration } from '../../lib/times.ts'
import { HeaderTable } from './header-table.tsx'
import { isSensitiveHeader } from './header-help.ts'
import { Difference, SignedContent } from './signature-evidence.tsx'
import { verdictSentence } from './verdict-text.ts'

type Action = NonNullable<Explanation['action']>

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
        <Found explanation={data} />
      ) : (
        <Basic delivery={delivery} note={error && toProblem(error).code !== 'NOT_FOUND' ? toProblem(error).message : undefined} />
      )}
      <SignatureHeaders delivery={delivery} />
    </div>
  )
}

function Found({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const { verdict, sentence, remedy, action, evidence, triedCount, tookMs } = explanation
  const tone = verdict.status === 'verified' ? 'success' : verdict.status === 'failed' ? 'danger' : 'warning'
  return (
    <>
      <Banner
        shape="card"
        tone={tone}
        icon={<VerdictMark status={verdict.status} />}
        title={sentence}
        actions={action && <ActionButton action={action} />}
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
          <Definition term="Scheme">{evidence.scheme}</Definition>
          {evidence.timestamp !== undefined && (
            <Definition term="Timestamp" mono>
              <Visible text={evidence.timestamp} />
            </Definition>
          )}
          {evidence.skewSeconds !== undefined && <Definition term="Clock skew">{skewText(evidence.skewSeconds)}</Definition>}
          {triedCount > 0 && (
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

/** A remedy that the interface can carry out by itself. Choosing another endpoint's secret needs its value, and is done there. */
function ActionButton({ action }: { readonly action: Action }): ReactNode {
  const client = useClient()
  const cache = useQueryClient()
  const carryOut = useMutation({
    mutationFn: () => client.endpoints.update(patchOf(action)),
    onSuccess: () => {
      toast({
        kind: 'success',
        title: 'The endpoint is changed',
        description: 'It applies to deliveries from now on. Re-sign or send again to check.'
      })
      void cache.invalidateQueries({ queryKey: keys.endpoints })
    },
    onError: (error) => toast({ kind: 'danger', title: 'The endpoint was not changed', description: toProblem(error).message })
  })
  if (action.kind === 'use_secret') {
    return (
      <Button size="small" onClick={() => go({ screen: 'endpoints', id: action.endpointId })}>
        Open the endpoint
      </Button>
    )
  }
  return (
    <Button size="small" icon={<Wrench />} busy={carryOut.isPending} onClick={() => carryOut.mutate()}>
      {actionTexts[action.kind]}
    </Button>
  )
}

const actionTexts = { set_scheme: 'Change the provider', set_options: 'Change the options', set_tolerance: 'Raise the tolerance' } as const

function patchOf(action: Exclude<Action, { kind: 'use_secret' }> | Action) {
  switch (action.kind) {
    case 'set_scheme':
      return { id: action.endpointId, scheme: action.scheme }
    case 'set_options':
      return { id: action.endpointId, schemeOptions: action.schemeOptions }
    case 'set_tolerance':
      return { id: action.endpointId, toleranceSeconds: action.toleranceSeconds }
    case 'use_secret':
      return { id: action.endpointId }
  }
}

function skewText(seconds: number): string {
  const distance = `${Math.abs(seconds).toLocaleString('en-GB')} s`
  if (seconds === 0) return 'None'
  return seconds > 0 ? `${distance} old when it came` : `${distance} in the future`
}
