/** The report of one check: live while it runs, with a line a case. */
import { ArrowLeft, FileDown, RotateCw, Square } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { CheckGroup, CheckReport, CheckResult } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Banner } from '../../components/banner.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Card, Page, PageLoading } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Section } from '../../components/section.tsx'
import { StateDot } from '../../components/state-dot.tsx'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { MenuItem } from '../../components/ui/menu-items.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Visible } from '../../components/visible.tsx'
import { toProblem } from '../../lib/problems.ts'
import { CheckCase } from './check-case.tsx'
import { CheckBadge, CheckBar, countsText } from './check-status.tsx'
import { useCheck, useCheckActions } from './use-checks.ts'

const groups: readonly (readonly [CheckGroup, string, string])[] = [
  ['basics', 'Basics', 'Good events are accepted, in time, and still are at the end.'],
  ['signature', 'Signature', 'Nobody but the provider gets anything in.'],
  ['time', 'Time', 'What was kept and sent again is refused.'],
  ['repetition', 'Repetition', 'Events come twice, together and out of order, and count once.'],
  ['events', 'Events', 'New kinds of events are no failure.'],
  ['body', 'Body', 'Unusual bodies are read for what they are.'],
  ['connection', 'Connection', 'The network does what networks do.']
]

type Shown = 'all' | 'attention'

export function CheckReportPage({ id }: { readonly id: string }): ReactNode {
  const check = useCheck(id)
  if (check.isError) {
    return (
      <EmptyState title="There is no such report" actions={<Button onClick={() => go({ screen: 'checks' })}>Show the checks</Button>}>
        {toProblem(check.error).message}
      </EmptyState>
    )
  }
  if (!check.data) return <PageLoading what="the report" />
  return <Report report={check.data} />
}

function Report({ report }: { readonly report: CheckReport }): ReactNode {
  const [shown, setShown] = useState<Shown>('all')
  const results = shown === 'all' ? report.results : report.results.filter(needsAttention)
  return (
    <Page
      title={`${report.providerLabel} handler`}
      aside={
        <span role="status">
          <CheckBadge check={report} />
        </span>
      }
      hint={<Facts report={report} />}
      actions={<Actions report={report} />}
    >
      {report.problem !== undefined && (
        <Banner tone="danger" shape="card" urgent title="The check could not run">
          <Visible text={report.problem} />
        </Banner>
      )}
      {(report.problem === undefined || report.results.length > 0) && <Progress report={report} shown={shown} onShown={setShown} />}
      <Lines report={report} results={results} />
    </Page>
  )
}

interface ProgressProps {
  readonly report: CheckReport
  readonly shown: Shown
  readonly onShown: (shown: Shown) => void
}

function Progress({ report, shown, onShown }: ProgressProps): ReactNode {
  const running = report.state === 'running'
  return (
    <div className="flex flex-col gap-3">
      <CheckBar check={report} />
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
        <p className="flex min-w-0 items-center gap-2 text-muted">
          {running && <StateDot tone="info" hollow />}
          <span className="truncate">{running ? (report.current ?? 'Beginning…') : countsText(report.counts)}</span>
        </p>
        {report.results.some(needsAttention) && (
          <Segmented
            label="Lines shown"
            value={shown}
            onChange={onShown}
            options={[
              { value: 'all', label: 'All' },
              { value: 'attention', label: 'To fix' }
            ]}
          />
        )}
      </div>
    </div>
  )
}

function Lines({ report, results }: { readonly report: CheckReport; readonly results: readonly CheckResult[] }): ReactNode {
  const { rerun } = useCheckActions(report.id)
  const running = report.state === 'running'
  const firstFailed = report.results.find(({ status }) => status === 'fail')?.caseId
  return groups.map(([group, title, hint]) => {
    const lines = results.filter((result) => result.group === group)
    return (
      lines.length > 0 && (
        <Section key={group} title={title} hint={hint}>
          <Card flush>
            {lines.map((result) => (
              <CheckCase
                key={result.caseId}
                result={result}
                opensAtOnce={!running && result.caseId === firstFailed}
                onRerun={() => rerun.run(result.caseId)}
                rerunDisabledReason={running ? 'The check is running.' : undefined}
                busy={rerun.busy}
              />
            ))}
          </Card>
        </Section>
      )
    )
  })
}

function Facts({ report }: { readonly report: CheckReport }): ReactNode {
  const { base, targetUrl, startedAt, stateUrl } = report
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <span className="mono-12 wrap-anywhere">
        <Visible text={targetUrl} />
      </span>
      <span aria-hidden>·</span>
      <span>{base.kind === 'sample' ? `sample ${base.type}` : 'made of a delivery'}</span>
      <span aria-hidden>·</span>
      <RelativeTime at={startedAt} />
      {stateUrl === undefined && (
        <>
          <span aria-hidden>·</span>
          <span>effects not counted</span>
        </>
      )}
    </span>
  )
}

function Actions({ report }: { readonly report: CheckReport }): ReactNode {
  const { stop, save } = useCheckActions(report.id)
  return (
    <>
      <IconButton label="All checks" icon={<ArrowLeft />} onClick={() => go({ screen: 'checks' })} />
      <Menu
        align="end"
        trigger={
          <Button icon={<FileDown />} disabled={report.results.length === 0 && report.problem === undefined}>
            Export
          </Button>
        }
      >
        <MenuItem onSelect={() => save.run('markdown')}>Markdown</MenuItem>
        <MenuItem onSelect={() => save.run('junit')}>JUnit XML</MenuItem>
        <MenuItem onSelect={() => save.run('json')}>JSON</MenuItem>
      </Menu>
      {report.state === 'running' ? (
        <Button icon={<Square />} busy={stop.busy} onClick={() => stop.run(undefined)}>
          Stop
        </Button>
      ) : (
        <Button variant="primary" icon={<RotateCw />} onClick={() => go({ screen: 'checks', id: 'new', ...aboutOf(report) })}>
          Check again…
        </Button>
      )}
    </>
  )
}

function aboutOf({ endpointId, provider, base }: CheckReport): { readonly q: string } {
  const parameters = new URLSearchParams({
    ...(endpointId === undefined ? { provider } : { endpoint: endpointId }),
    ...(base.kind === 'delivery' && { delivery: base.deliveryId })
  })
  return { q: parameters.toString() }
}

function needsAttention({ status }: CheckResult): boolean {
  return status === 'fail' || status === 'warn'
}
