/** One request of a case and its answer, folded up until somebody wants the bytes. */
import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CheckExchange as Exchange, HeaderPair } from '../../../electron/contract/index.ts'
import { ByteSize } from '../../components/byte-size.tsx'
import { Duration } from '../../components/duration.tsx'
import { OutcomeMark } from '../../components/status-code.tsx'
import { Visible } from '../../components/visible.tsx'

export function CheckExchange({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { label, request, response, outcome, tookMs } = exchange
  return (
    <details className="group/exchange rounded-control border border-line bg-raised">
      <summary className="flex min-h-8 cursor-pointer list-none flex-wrap items-center gap-x-2 px-3 py-1 text-12 hover:bg-hover">
        <span className="font-medium">{label}</span>
        <span className="mono-12 min-w-0 truncate text-muted">
          {request.method} <Visible text={pathOf(request.url)} />
        </span>
        <span className="text-faint">
          <ByteSize sizeBytes={request.body.sizeBytes} />
        </span>
        <ArrowRight className="size-3.5 text-faint" />
        <OutcomeMark outcome={outcome} long />
        <span className="flex-1" />
        <span className="text-faint">
          <Duration ms={tookMs} />
        </span>
      </summary>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,18rem),1fr))] gap-px border-t border-line bg-line">
        <Side title="Request" headers={request.headers} body={request.body} />
        {response === undefined ? (
          <div className="bg-raised p-3 text-12 text-muted">
            {outcome.kind === 'responded' ? 'No answer was kept.' : <Visible text={outcome.detail} />}
          </div>
        ) : (
          <Side title={`Answer ${response.status}`} headers={response.headers} body={response.body} />
        )}
      </div>
    </details>
  )
}

interface SideProps {
  readonly title: string
  readonly headers: readonly HeaderPair[]
  readonly body: Exchange['request']['body']
}

function Side({ title, headers, body }: SideProps): ReactNode {
  return (
    <section aria-label={title} className="min-w-0 bg-raised p-3">
      <h4 className="pb-1 text-11 text-faint">{title}</h4>
      <dl className="mono-12">
        {headers.map(([name, value], index) => (
          <div key={index} className="flex gap-2">
            <dt className="shrink-0 text-muted">
              <Visible text={name} />
            </dt>
            <dd className="min-w-0 wrap-anywhere">
              <Visible text={value} />
            </dd>
          </div>
        ))}
      </dl>
      {body.sizeBytes > 0 && (
        <pre
          tabIndex={0}
          aria-label={`${title}: body`}
          className="mono-12 mt-2 max-h-60 overflow-auto rounded-chip bg-canvas p-2 wrap-anywhere whitespace-pre-wrap"
        >
          <Visible text={body.text} keepLines />
          {body.truncated && <span className="block text-faint">… the rest is not kept</span>}
        </pre>
      )}
    </section>
  )
}

/** The origin is the same in every line. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]*/i, '')
}
