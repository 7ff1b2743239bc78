/** Header lines that are saved as soon as one has been left. A line without a name is not a header yet and waits. */
import { type ReactNode, useRef, useState } from 'react'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { HeaderPairsEditor, namedPairs } from './header-pairs-editor.tsx'
import { reportNotSaved } from './use-action.ts'

export interface SavedHeaderPairsProps {
  readonly label: string
  readonly saved: readonly HeaderPair[]
  readonly onSave: (pairs: HeaderPair[]) => Promise<unknown>
}

export function SavedHeaderPairs({ label, saved, onSave }: SavedHeaderPairsProps): ReactNode {
  const [typed, setTyped] = useState<readonly HeaderPair[]>()
  // One after the other, so that an earlier state never overtakes a later one.
  const saving = useRef<Promise<unknown>>(Promise.resolve())
  const settle = (pairs: readonly HeaderPair[]): void => {
    const named = namedPairs(pairs)
    const forget = (): void => setTyped((current) => (current === pairs && named.length === pairs.length ? undefined : current))
    if (JSON.stringify(named) === JSON.stringify(saved)) return forget()
    saving.current = saving.current.then(() => onSave(named)).then(forget, reportNotSaved)
    return undefined
  }
  return <HeaderPairsEditor label={label} value={typed ?? saved} onChange={setTyped} onSettled={settle} />
}
