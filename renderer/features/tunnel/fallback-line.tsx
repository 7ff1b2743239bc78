/** One fallback: what it is, how it did the last time. */
import { Pencil, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../../components/ui/badge.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { type ChainStep, stepState } from './fallback-text.ts'

export interface FallbackLineProps {
  readonly place: number
  readonly name: string
  readonly options: string
  /** Of the chain that is running. */
  readonly step: ChainStep | undefined
  readonly onEdit: () => void
  readonly onRemove: () => void
}

export function FallbackLine({ place, name, options, step, onEdit, onRemove }: FallbackLineProps): ReactNode {
  const state = stepState(step)
  return (
    <div className="flex min-h-10 min-w-0 flex-1 items-center gap-3 py-1.5 pr-1.5">
      <span className="w-4 shrink-0 text-right text-12 text-faint">{place}</span>
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <span className="shrink-0">{name}</span>
          <span className="mono-12 min-w-0 truncate text-muted">{visibleText(options)}</span>
          {state && <Badge tone={state.tone}>{state.text}</Badge>}
        </div>
        {step?.state === 'failed' && step.reason !== undefined && <p className="text-12 text-muted">{visibleText(step.reason.message)}</p>}
      </div>
      <span className="flex">
        <IconButton size="small" label={`Change ${name}`} icon={<Pencil className="size-3.5" />} onClick={onEdit} />
        <IconButton size="small" label={`Remove ${name}`} icon={<Trash2 className="size-3.5" />} onClick={onRemove} />
      </span>
    </div>
  )
}
