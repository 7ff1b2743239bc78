/** Not the wished tunnel but a fallback of it: which instead of which, why, since when, and how to go back. */
import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tunnel, TunnelDriverInfo } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Button } from '../../components/ui/button.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { stepName } from './fallback-text.ts'
import { HostKeyChoice } from './host-key-choice.tsx'
import { useTunnelActions } from './use-tunnel-actions.ts'

export interface FallbackNoticeProps {
  readonly tunnel: Tunnel
  readonly drivers: readonly TunnelDriverInfo[]
}

export function FallbackNotice({ tunnel: { chain }, drivers }: FallbackNoticeProps): ReactNode {
  const { goBack, close } = useTunnelActions()
  if (chain === undefined) return null
  const { steps, current, againAt, goBackAt, goingBack } = chain
  const [wished] = steps
  const step = steps[current]
  if (againAt !== undefined) {
    return (
      <Banner
        shape="card"
        tone="warning"
        title="All are tried again from the first"
        actions={
          <Button size="small" busy={close.busy} onClick={() => close.run()}>
            Stop trying
          </Button>
        }
      >
        <RelativeTime at={againAt} />
      </Banner>
    )
  }
  if (current === 0 || wished === undefined || step === undefined) return null
  const [inUse, missed] = [stepName(drivers, steps, step), stepName(drivers, steps, wished)]
  return (
    <Banner
      shape="card"
      tone="warning"
      title={step.state === 'in_use' ? `${inUse} is in use instead of ${missed}` : `${missed} can’t be had: ${inUse} is being tried`}
      actions={
        <Button size="small" icon={<Undo2 />} busy={goBack.busy || goingBack} onClick={() => goBack.run()}>
          {goingBack ? 'Going back…' : 'Go back now'}
        </Button>
      }
    >
      {wished.reason !== undefined && <p>{visibleText(`${wished.reason.message} ${wished.reason.remedy}`)}</p>}
      <p className="text-muted">
        Fallback {current} of {steps.length - 1}
        {step.at !== undefined && (
          <>
            , {step.state === 'in_use' ? 'taken' : 'tried since'} <RelativeTime at={step.at} />
          </>
        )}
        .{' '}
        {goingBack ? (
          <>{missed} is being tried beside it; the fallback is left once that is proven.</>
        ) : (
          goBackAt !== undefined && (
            <>
              {missed} is tried again <RelativeTime at={goBackAt} />.
            </>
          )
        )}
      </p>
      {wished.reason?.hostKey && <HostKeyChoice hostKey={wished.reason.hostKey} again={() => goBack.attempt()} />}
    </Banner>
  )
}
