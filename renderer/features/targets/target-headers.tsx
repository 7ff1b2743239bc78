/** Headers that are set or taken off on the way to a target; all others go through untouched. */
import { type ReactNode, useState } from 'react'
import type { HeaderPair, Target, TargetPatch } from '../../../electron/contract/index.ts'
import { HeaderPairsEditor, namedPairs } from '../../components/header-pairs-editor.tsx'
import { SavedInput } from '../../components/saved-input.tsx'
import { reportNotSaved } from '../../components/use-action.ts'

export interface TargetHeadersProps {
  readonly target: Target
  readonly onSave: (patch: TargetPatch) => Promise<unknown>
}

export function TargetHeaders({ target, onSave }: TargetHeadersProps): ReactNode {
  const [typed, setTyped] = useState<readonly HeaderPair[]>()
  const settle = (pairs: readonly HeaderPair[]): void => {
    const named = namedPairs(pairs)
    if (JSON.stringify(named) !== JSON.stringify(target.setHeaders)) void onSave({ setHeaders: named }).catch(reportNotSaved)
    if (named.length === pairs.length) setTyped(undefined)
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h3 className="text-12 font-medium">Set headers</h3>
        <HeaderPairsEditor label="Headers to set" value={typed ?? target.setHeaders} onChange={setTyped} onSettled={settle} />
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
