/** Header lines that stand elsewhere on the other side: one line that moved, not one that went and another that came. */
import type { HeaderRow } from './align-headers.ts'

/** Joins what was removed with what was added under the same name, in their order; the line stays where the left side has it. */
export function withMoved(rows: readonly HeaderRow[]): readonly HeaderRow[] {
  const waiting = Map.groupBy(
    rows.filter(({ kind }) => kind === 'added'),
    nameOf
  )
  const taken = new Set<HeaderRow>()
  const joined = rows.map((row): HeaderRow => {
    const added = row.kind === 'removed' ? waiting.get(nameOf(row))?.shift() : undefined
    if (!added?.right || !row.left) return row
    taken.add(added)
    return { kind: row.left[1] === added.right[1] ? 'moved' : 'changed', left: row.left, right: added.right }
  })
  return joined.filter((row) => !taken.has(row))
}

function nameOf({ left, right }: HeaderRow): string {
  return (left ?? right)?.[0].toLowerCase() ?? ''
}
