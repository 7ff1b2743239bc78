/** The self-test: a signed sample through the public URL, each station of its way with its time, or where it stopped and why. */
import { Check, CircleDashed, Minus, Play, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SelfTest, SelfTestHop, SelfTestStation } from '../../../electron/contract/index.ts'
import { formatPlace } from '../../app/location.ts'
import { Banner } from '../../components/banner.tsx'
import { Card } from '../../components/page.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Section } from '../../components/section.tsx'
import { TextLink } from '../../components/text-link.tsx'
import { toneText } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { toProblem } from '../../lib/problems.ts'
import { formatDuration } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { useSelfTest } from './use-self-test.ts'

const stations: Readonly<Record<SelfTestStation, string>> = {
  resolve: 'Name',
  connect: 'Connection',
  tls: 'Encryption',
  server: 'Tunnel server',
  arrived: 'Listener',
  verified: 'Signature',
  stored: 'Store',
  answered: 'Endpoint',
  back: 'Back again'
}

const marks: Readonly<Record<SelfTestHop['state'], { readonly icon: ReactNode; readonly text: string }>> = {
  passed: { icon: <Check className={toneText.success} />, text: 'passed' },
  failed: { icon: <X className={toneText.danger} />, text: 'failed' },
  skipped: { icon: <Minus className="text-faint" />, text: 'nothing to do' },
  missed: { icon: <CircleDashed className="text-faint" />, text: 'not reached' }
}

export function SelfTestSection(): ReactNode {
  const { result, error, busy, start } = useSelfTest()
  return (
    <Section
      title="Self-test"
      hint="Sends a signed sample through the public URL. It becomes a delivery like any other."
      actions={
        <Button icon={<Play />} busy={busy} onClick={start}>
          {busy ? 'Testing…' : 'Run the self-test'}
        </Button>
      }
    >
      {error ? (
        <Banner shape="card" tone="danger" title="The self-test could not be run">
          {toProblem(error).message}
        </Banner>
      ) : (
        result && <Result result={result} />
      )}
    </Section>
  )
}

function Result({ result }: { readonly result: SelfTest }): ReactNode {
  return (
    <Card flush>
      <div role="status" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-3 py-2">
        <span className={classNames('min-w-48 flex-1 font-medium wrap-anywhere', result.passed ? toneText.success : toneText.danger)}>
          {visibleText(result.summary)}
        </span>
        <span className="flex items-center gap-3 text-12 text-muted">
          <span>{formatDuration(result.totalMs)}</span>
          <RelativeTime at={result.at} />
          {result.deliveryId !== undefined && (
            <TextLink href={formatPlace({ screen: 'deliveries', id: result.deliveryId })}>Show the delivery</TextLink>
          )}
        </span>
      </div>
      <ol aria-label="Stations of the self-test" className="divide-y divide-line">
        {result.hops.map((hop) => (
          <Hop key={hop.station} hop={hop} totalMs={result.totalMs} />
        ))}
      </ol>
    </Card>
  )
}

function Hop({ hop, totalMs }: { readonly hop: SelfTestHop; readonly totalMs: number }): ReactNode {
  const { icon, text } = marks[hop.state]
  const quiet = hop.state === 'skipped' || hop.state === 'missed'
  return (
    <li className="grid min-h-8 grid-cols-[1rem_6.5rem_minmax(0,1fr)_auto] items-center gap-x-3 px-3 py-1">
      <span>
        <span className="sr-only">{text}:</span>
        {icon}
      </span>
      <span className={quiet ? 'text-muted' : 'font-medium'}>{stations[hop.station]}</span>
      <span className="min-w-0 wrap-anywhere text-muted">
        {visibleText(hop.text)}
        {hop.remedy !== undefined && <span className="block text-text">{visibleText(hop.remedy)}</span>}
      </span>
      <Time atMs={hop.atMs} totalMs={totalMs} />
    </li>
  )
}

/** The time in figures, and as a share of the whole for the eye. */
function Time({ atMs, totalMs }: { readonly atMs: number | undefined; readonly totalMs: number }): ReactNode {
  if (atMs === undefined) return <span />
  const share = totalMs === 0 ? 1 : Math.min(1, atMs / totalMs)
  return (
    <span className="flex items-center gap-2">
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="hidden h-1 w-20 compact:block">
        <rect width="100" height="4" rx="2" className="fill-line" />
        <rect width={Math.max(2, share * 100)} height="4" rx="2" className="fill-success" />
      </svg>
      <span className="mono-12 w-14 text-right text-faint">{formatDuration(atMs)}</span>
    </span>
  )
}
