/** One line of a report; opened, it says what was sent, why it matters and what to change, with each request and its answer. */
import { ChevronRight, RotateCw } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import type { CheckResult } from '../../../electron/contract/index.ts'
import { Duration } from '../../components/duration.tsx'
import { ExternalLink } from '../../components/external-link.tsx'
import { Definition, DefinitionList } from '../../components/section.tsx'
import { toneText } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../components/ui/class-names.ts'
import { Visible } from '../../components/visible.tsx'
import { CheckExchange } from './check-exchange.tsx'
import { StatusMark, statusTones } from './check-status.tsx'

export interface CheckCaseProps {
  readonly result: CheckResult
  readonly opensAtOnce: boolean
  readonly onRerun: () => void
  readonly rerunDisabledReason: string | undefined
  readonly busy: boolean
}

export function CheckCase({ result, opensAtOnce, onRerun, rerunDisabledReason, busy }: CheckCaseProps): ReactNode {
  const [opened, setOpened] = useState<boolean>()
  const open = opened ?? opensAtOnce
  const bodyId = useId()
  const { title, status, received, tookMs, fix } = result
  return (
    <div>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? bodyId : undefined}
          onClick={() => setOpened(!open)}
          className="grid w-full grid-cols-[1rem_minmax(0,1fr)_auto_1rem] items-center gap-x-3 gap-y-0.5 px-4 py-2 text-left transition-colors hover:bg-hover -outline-offset-2"
        >
          <StatusMark status={status} />
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <span className={classNames('font-medium', status === 'skip' && 'text-muted')}>{title}</span>
            <span className="min-w-0 truncate text-12 font-normal text-muted">
              <Visible text={received} />
            </span>
          </span>
          <span className="text-12 font-normal text-faint">{status !== 'skip' && <Duration ms={tookMs} />}</span>
          <ChevronRight className={classNames('text-faint transition-transform', open && 'rotate-90')} />
          {fix !== undefined && !open && (
            <span className={classNames('col-start-2 line-clamp-1 text-12 font-normal', toneText[statusTones[status]])}>{fix}</span>
          )}
        </button>
      </h3>
      {open && (
        <div id={bodyId} className="flex flex-col gap-4 border-t border-line bg-panel px-4 py-3 pl-11">
          <CaseFacts result={result} />
          {result.exchanges.length > 0 && (
            <div className="flex flex-col gap-2">
              {result.exchanges.map((exchange, index) => (
                <CheckExchange key={index} exchange={exchange} />
              ))}
            </div>
          )}
          <div>
            <Button size="small" icon={<RotateCw />} busy={busy} disabledReason={rerunDisabledReason} onClick={onRerun}>
              Run this case again
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}

function CaseFacts({ result }: { readonly result: CheckResult }): ReactNode {
  const { sent, expected, received, why, source, fix, status } = result
  return (
    <DefinitionList>
      {fix !== undefined && (
        <Definition term="Fix">
          <span className={classNames('font-medium', toneText[statusTones[status]])}>{fix}</span>
        </Definition>
      )}
      <Definition term="Sent">{sent}</Definition>
      <Definition term="Expected">{expected}</Definition>
      <Definition term="Received">
        <Visible text={received} />
      </Definition>
      <Definition term="Why">
        {why} <ExternalLink href={source}>Source</ExternalLink>
      </Definition>
    </DefinitionList>
  )
}
