/** Which deliveries a target gets. */
import { type ReactNode, useState } from 'react'
import type { Target, TargetPatch } from '../../../electron/contract/index.ts'
import { fieldError } from '../../components/field-errors.ts'
import { fromMatchTexts, MatchEditor, type MatchTexts, toMatchTexts } from '../../components/match-editor.tsx'

export interface TargetFilterEditorProps {
  readonly target: Target
  readonly onSave: (patch: TargetPatch) => Promise<unknown>
}

export function TargetFilterEditor({ target, onSave }: TargetFilterEditorProps): ReactNode {
  const saved = toMatchTexts(target.filter)
  const [typed, setTyped] = useState<MatchTexts>()
  const [error, setError] = useState<string>()
  const settle = (): void => {
    if (typed === undefined) return
    const filter = fromMatchTexts(typed)
    if (JSON.stringify(filter) === JSON.stringify(target.filter)) return
    onSave({ filter: filter ?? null }).then(
      () => setError(undefined),
      (failure: unknown) => setError(fieldError(failure))
    )
  }
  return (
    <div className="flex flex-col gap-2">
      <div>
        <h3 className="text-12 font-medium">Filter</h3>
        <p className="text-12 text-muted">Only deliveries for which everything below holds are sent. Left empty, all are.</p>
      </div>
      <MatchEditor value={typed ?? saved} onChange={setTyped} onSettled={settle} />
      {error !== undefined && <p className="text-12 text-danger">{error}</p>}
    </div>
  )
}
