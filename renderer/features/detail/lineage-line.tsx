/** Where an attempt comes from and what of it is not as it came. */
import { GitCompareArrows } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Attempt, Lineage } from '../../../electron/contract/index.ts'
import { useSetUi } from '../../app/ui-state.ts'
import { Badge } from '../../components/ui/badge.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Visible } from '../../components/visible.tsx'
import { outboundFaultWord } from '../resend-faults/outbound-fault-text.ts'

export interface LineageLineProps {
  readonly attempt: Attempt
  /** The attempt it follows, where that is known, and how to go there. */
  readonly before: Attempt | undefined
  readonly onShow: (attemptId: string) => void
}

const words: Readonly<Record<Lineage['changed'][number], string>> = {
  method: 'method',
  path: 'path',
  headers: 'headers',
  body: 'body',
  signature: 'signature',
  event_id: 'event id'
}

export function LineageLine({ attempt, before, onShow }: LineageLineProps): ReactNode {
  const { lineage, request } = attempt
  const setUi = useSetUi()
  const changed = lineage?.changed.map((part) => words[part]) ?? []
  const compare = (): void =>
    setUi({
      dialog: {
        kind: 'compare',
        left: { kind: 'delivery', id: attempt.deliveryId },
        right: { kind: 'attempt', deliveryId: attempt.deliveryId, attemptId: attempt.id }
      }
    })
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-4 pb-1 text-12 text-muted">
      {request.edited && <Badge tone="violet">Edited</Badge>}
      {request.resigned && <Badge tone="violet">Re-signed</Badge>}
      {lineage?.again === true && <Badge tone="warning">Perhaps sent twice</Badge>}
      {request.fault !== undefined && <Badge tone="warning">{outboundFaultWord(request.fault)}</Badge>}
      <span>{changed.length === 0 ? 'As the delivery came' : `Changed: ${changed.join(', ')}`}</span>
      {lineage?.eventId !== undefined && (
        <code className="mono-12 text-text">
          <Visible text={lineage.eventId} />
        </code>
      )}
      {before && (
        <Button size="small" variant="ghost" onClick={() => onShow(before.id)}>
          After attempt #{before.number}
        </Button>
      )}
      <span className="flex-1" />
      <Button size="small" variant="ghost" icon={<GitCompareArrows />} onClick={compare}>
        Compare with the delivery
      </Button>
    </div>
  )
}
