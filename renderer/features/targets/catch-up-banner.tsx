/** What a target missed while it was down, and sending it in order with one press. */
import { History } from 'lucide-react'
import type { ReactNode } from 'react'
import type { TargetHealth } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { Button } from '../../components/ui/button.tsx'
import { useCatchUp } from './use-health.ts'

export interface CatchUpBannerProps {
  readonly health: TargetHealth
  readonly name: string
  readonly shape: 'bar' | 'card'
}

export function CatchUpBanner({ health, name, shape }: CatchUpBannerProps): ReactNode {
  const { catchUp, forget } = useCatchUp()
  const { missed, state, since, jobId } = health
  if (missed === 0 || jobId !== undefined) return null
  const count = missed.toLocaleString('en-GB')
  const deliveries = missed === 1 ? 'one delivery' : `${count} deliveries`
  return (
    <Banner
      shape={shape}
      tone={state === 'up' ? 'info' : 'warning'}
      icon={<History />}
      title={state === 'up' ? `${name} answers again; it missed ${deliveries}` : `${name} is down and missed ${deliveries}`}
      actions={
        <>
          <Button size="small" variant={state === 'up' ? 'primary' : 'secondary'} busy={catchUp.busy} onClick={() => catchUp.run(health)}>
            {missed === 1 ? 'Send the one it missed' : `Send the ${count} it missed`}
          </Button>
          <Button size="small" variant="ghost" busy={forget.busy} onClick={() => forget.run(health)}>
            Not needed
          </Button>
        </>
      }
    >
      {state === 'down' && since !== undefined ? (
        <>
          It got no answer since <RelativeTime at={since} />. Start your app, then send them, oldest first.
        </>
      ) : (
        'They are sent oldest first, byte for byte as they came.'
      )}
    </Banner>
  )
}
