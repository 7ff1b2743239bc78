/** Headers that are set or taken off on the way to a target; all others go through untouched. */
import type { ReactNode } from 'react'
import type { Target, TargetPatch } from '../../../electron/contract/index.ts'
import { SavedHeaderPairs } from '../../components/saved-header-pairs.tsx'
import { SavedInput } from '../../components/saved-input.tsx'

export interface TargetHeadersProps {
  readonly target: Target
  readonly onSave: (patch: TargetPatch) => Promise<unknown>
}

export function TargetHeaders({ target, onSave }: TargetHeadersProps): ReactNode {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h3 className="text-12 font-medium">Set headers</h3>
        <SavedHeaderPairs label="Headers to set" saved={target.setHeaders} onSave={(setHeaders) => onSave({ setHeaders })} />
      </div>
      <SavedInput
        label="Remove headers"
        mono
        placeholder="X-Forwarded-For, Cookie"
        hint="Names, parted by commas."
        saved={target.removeHeaders.join(', ')}
        onSave={(text) => onSave({ removeHeaders: splitNames(text) })}
      />
    </div>
  )
}

function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
