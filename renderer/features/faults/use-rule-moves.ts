/** Moving a rule to another place: by dragging it, or with Alt and an arrow key. */
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import type { Fault } from '../../../electron/contract/index.ts'
import { faultName } from './fault-text.ts'
import { moved } from './move-rule.ts'
import { useFaultActions } from './use-fault-actions.ts'

export interface RuleMoves {
  readonly dragged: string | undefined
  /** The gap that a dragged rule would be dropped into. */
  readonly gap: number | undefined
  /** What was done, for a screen reader. */
  readonly said: string
  readonly grab: (id: string | undefined) => void
  readonly dragOver: (event: DragEvent, index: number) => void
  readonly drop: (event: DragEvent) => void
  /** Answers whether the key moved the rule. */
  readonly press: (event: KeyboardEvent, id: string, index: number) => boolean
}

export function useRuleMoves(faults: readonly Fault[]): RuleMoves {
  const { reorder } = useFaultActions()
  const [dragged, grab] = useState<string>()
  const [gap, setGap] = useState<number>()
  const [said, setSaid] = useState('')

  const move = (id: string, to: number): boolean => {
    const before = faults.map((fault) => fault.id)
    const ids = moved(before, id, to)
    const fault = faults.find((each) => each.id === id)
    if (ids === undefined || fault === undefined) return false
    setSaid(`${faultName(fault)} is now rule ${ids.indexOf(id) + 1} of ${ids.length}.`)
    reorder.run({ endpointId: fault.endpointId, faultIds: ids })
    return true
  }
  return {
    dragged,
    gap: dragged === undefined ? undefined : gap,
    said,
    grab(id) {
      grab(id)
      setGap(undefined)
    },
    dragOver(event, index) {
      if (dragged === undefined) return
      event.preventDefault()
      const { top, height } = event.currentTarget.getBoundingClientRect()
      setGap(event.clientY < top + height / 2 ? index : index + 1)
    },
    drop(event) {
      event.preventDefault()
      if (dragged !== undefined && gap !== undefined) move(dragged, gap)
      grab(undefined)
      setGap(undefined)
    },
    press(event, id, index) {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      if (!event.altKey || by === 0) return false
      event.preventDefault()
      event.stopPropagation()
      return move(id, by === 1 ? index + 2 : index - 1)
    }
  }
}
