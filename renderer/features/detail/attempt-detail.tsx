/** One attempt: what came of it, how long each part took, and both sides of the exchange. */
import { type ReactNode, useState } from 'react'
import type { Attempt, Outcome } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { OutcomeMark, outcomeText } from '../../components/status-code.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Visible } from '../../components/visible.tsx'
import { formatDuration } from '../../lib/times.ts'
import { BodyViewer } from './body-viewer.tsx'
import { HeaderSection } from './headers-tab.tsx'

type Side = 'response-body' | 'response-headers' | 'request-headers' | 'request-body'

export interface AttemptDetailProps {
  readonly attempt: Attempt
  /** What came of it stands above already. */
  readonly titled?: boolean
}

export function AttemptDetail({ attempt, titled = false }: AttemptDetailProps): ReactNode {
  const { response, outcome } = attempt
  const [side, setSide] = useState<Side>(response ? 'response-body' : 'request-headers')
  const sides: readonly { readonly value: Side; readonly label: string }[] = [
    ...(response
      ? ([
          { value: 'response-body', label: 'Answer' },
          { value: 'response-headers', label: 'Its headers' }
        ] as const)
      : []),
    { value: 'request-headers', label: 'Sent headers' },
    { value: 'request-body', label: 'Sent body' }
  ]
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
        {outcome.kind === 'responded' && !titled && <OutcomeMark outcome={outcome} />}
        <Timings timings={attempt.timings} />
        <span className="flex-1" />
        <Segmented label="Part of the attempt" value={side} options={sides} onChange={setSide} />
      </div>
      {outcome.kind !== 'responded' && <Failure outcome={outcome} />}
      <div className="min-h-0 flex-1 border-t border-line">
        <SideView attempt={attempt} side={side} />
      </div>
    </div>
  )
}

function SideView({ attempt, side }: { readonly attempt: Attempt; readonly side: Side }): ReactNode {
  const { request, response, id } = attempt
  switch (side) {
    case 'response-body':
      return response ? <BodyViewer label="Answer of the target" id={id} view={response.body} headers={response.headers} /> : null
    case 'response-headers':
      return (
        <div className="h-full overflow-auto p-4">
          {response && <HeaderSection title="Headers of the answer" headers={response.headers} />}
        </div>
      )
    case 'request-headers':
      return (
        <div className="flex h-full flex-col gap-4 overflow-auto p-4">
          <p className="mono-12 wrap-anywhere">
            <Visible text={`${request.method} ${request.url}`} />
          </p>
          <HeaderSection title="Sent headers" headers={request.headers} />
        </div>
      )
    case 'request-body':
      return <BodyViewer label="Sent body" id={id} view={request.body} headers={request.headers} />
  }
}

function Timings({ timings }: { readonly timings: Attempt['timings'] }): ReactNode {
  const { connectMs, firstByteMs, totalMs } = timings
  return (
    <span className="text-12 text-muted">
      {connectMs !== undefined && <>connected after {formatDuration(connectMs)}, </>}
      {firstByteMs !== undefined && <>first byte after {formatDuration(firstByteMs)}, </>}
      {formatDuration(totalMs)} in all
    </span>
  )
}

function Failure({ outcome }: { readonly outcome: Exclude<Outcome, { kind: 'responded' }> }): ReactNode {
  return (
    <Banner tone="danger" title={outcomeText(outcome)}>
      <Visible text={outcome.detail} />
    </Banner>
  )
}
