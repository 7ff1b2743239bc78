/** The head of a delivery: what it is, what was answered, and what can be done with it. */
import { Ellipsis, Star, Unplug, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliverySummary, Resigning } from '../../../electron/contract/index.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { MethodLabel } from '../../components/method-label.tsx'
import { MiddleTruncate } from '../../components/middle-truncate.tsx'
import { StatusCode } from '../../components/status-code.tsx'
import { Badge } from '../../components/ui/badge.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { VerdictMark } from '../../components/verdict-mark.tsx'
import { useServices } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { DetailMenu } from './detail-menu.tsx'
import { ResendButton } from '../resend/resend-button.tsx'

export interface DetailHeadProps {
  readonly delivery: DeliverySummary & { readonly resigning?: Resigning | undefined }
  readonly onClose: () => void
}

export function DetailHead({ delivery, onClose }: DetailHeadProps): ReactNode {
  const { registry } = useServices()
  const { endpointId, eventType, method, url, verdict, responseStatus, starred } = delivery
  const title = visibleText(eventType ?? `${method} ${url.split('?', 1)[0]}`)
  return (
    <header className="flex flex-col gap-1 px-3 pt-2 pb-1">
      <div className="flex items-center gap-1">
        <h2 title={title} className="mr-auto min-w-0 truncate pl-1 text-14">
          {title}
        </h2>
        <ResendButton id={delivery.id} endpointId={delivery.endpointId} resigning={delivery.resigning} />
        <IconButton
          label={starred ? 'Take the star back' : 'Star: keep it whatever the retention says'}
          icon={<Star className={starred ? 'fill-current text-warning' : undefined} />}
          shortcut={useShortcut('delivery.star')}
          onClick={() => registry.run('delivery.star')}
        />
        <Menu align="end" trigger={<IconButton label="More" icon={<Ellipsis />} />}>
          <DetailMenu id={delivery.id} />
        </Menu>
        <IconButton label="Close" icon={<X />} shortcut="Esc" onClick={onClose} />
      </div>
      <div className="flex min-w-0 items-center gap-3 pl-1 text-12">
        {endpointId === undefined ? <Badge icon={<Unplug />}>No endpoint</Badge> : <VerdictMark status={verdict.status} show="pill" />}
        <span className="shrink-0">
          <MethodLabel method={method} />
        </span>
        <span className="mono-12 flex min-w-0 flex-1 text-muted">
          <MiddleTruncate text={url} />
        </span>
        <span className="inline-flex shrink-0 items-center gap-1.5 text-muted">
          Answered <StatusCode status={responseStatus} />
        </span>
      </div>
    </header>
  )
}
