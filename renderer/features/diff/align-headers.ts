/** Two lists of header lines side by side: what is on both, what was changed, added or removed. */
import type { HeaderPair } from '../../../electron/contract/index.ts'

export interface HeaderRow {
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  readonly left?: HeaderPair
  readonly right?: HeaderPair
}

/** Lines are paired by name, without regard to case, in their order: the most pairs there can be. */
export function alignHeaders(left: readonly HeaderPair[], right: readonly HeaderPair[]): readonly HeaderRow[] {
  const lengths = commonLengths(left, right)
  const rows: HeaderRow[] = []
  let [at, to] = [0, 0]
  while (at < left.length || to < right.length) {
    const [one, other] = [left[at], right[to]]
    const skipsLeft = (lengths[at + 1]?.[to] ?? 0) >= (lengths[at]?.[to + 1] ?? 0)
    if (one !== undefined && other !== undefined && sameName(one, other)) {
      rows.push({ kind: one[0] === other[0] && one[1] === other[1] ? 'same' : 'changed', left: one, right: other })
      at += 1
      to += 1
    } else if (one !== undefined && (other === undefined || skipsLeft)) {
      rows.push({ kind: 'removed', left: one })
      at += 1
    } else if (other !== undefined) {
      rows.push({ kind: 'added', right: other })
      to += 1
    }
  }
  return rows
}

/** How many lines the rests from each place on can pair. */
function commonLengths(left: readonly HeaderPair[], right: readonly HeaderPair[]): number[][] {
  const lengths = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0))
  for (let at = left.length - 1; at >= 0; at -= 1) {
    for (let to = right.length - 1; to >= 0; to -= 1) {
      const [one, other, row] = [left[at], right[to], lengths[at]]
      if (one === undefined || other === undefined || row === undefined) continue
      // A pair with the same value counts a little more, so that of several lines of one name the right ones meet.
      row[to] = Math.max(
        lengths[at + 1]?.[to] ?? 0,
        row[to + 1] ?? 0,
        sameName(one, other) ? (lengths[at + 1]?.[to + 1] ?? 0) + (one[1] === other[1] ? 1.01 : 1) : 0
      )
    }
  }
  return lengths
}

function sameName(one: HeaderPair, other: HeaderPair): boolean {
  return one[0].toLowerCase() === other[0].toLowerCase()
}
