/** Two lists of header lines side by side: what is on both, what was changed, added or removed. */
import type { HeaderPair } from '../../../electron/contract/index.ts'

export interface HeaderRow {
  readonly kind: 'same' | 'changed' | 'moved' | 'added' | 'removed'
  readonly left?: HeaderPair
  readonly right?: HeaderPair
}

/** Lines are paired by name, without regard to case, in their order: the most pairs there can be. */
export function alignHeaders(left: readonly HeaderPair[], right: readonly HeaderPair[]): readonly HeaderRow[] {
  const scores = pairScores(left, right)
  const scoreAt = (at: number, to: number): number => scores[at]?.[to] ?? 0
  const rows: HeaderRow[] = []
  let [at, to] = [0, 0]
  while (at < left.length || to < right.length) {
    const [one, other] = [left[at], right[to]]
    const best = scoreAt(at, to)
    const paired = one === undefined || other === undefined ? 0 : pairScore(one, other)
    if (one !== undefined && other !== undefined && paired > 0 && best === paired + scoreAt(at + 1, to + 1)) {
      rows.push({ kind: one[0] === other[0] && one[1] === other[1] ? 'same' : 'changed', left: one, right: other })
      at += 1
      to += 1
    } else if (one !== undefined && (other === undefined || scoreAt(at + 1, to) === best)) {
      rows.push({ kind: 'removed', left: one })
      at += 1
    } else if (other !== undefined) {
      rows.push({ kind: 'added', right: other })
      to += 1
    }
  }
  return rows
}

/** The best that the rests from each place on can come to. */
function pairScores(left: readonly HeaderPair[], right: readonly HeaderPair[]): number[][] {
  const scores = Array.from({ length: left.length + 1 }, () => Array.from({ length: right.length + 1 }, () => 0))
  for (let at = left.length - 1; at >= 0; at -= 1) {
    for (let to = right.length - 1; to >= 0; to -= 1) {
      const [one, other, row] = [left[at], right[to], scores[at]]
      if (one === undefined || other === undefined || row === undefined) continue
      const paired = pairScore(one, other)
      const together = paired === 0 ? 0 : paired + (scores[at + 1]?.[to + 1] ?? 0)
      row[to] = Math.max(scores[at + 1]?.[to] ?? 0, row[to + 1] ?? 0, together)
    }
  }
  return scores
}

/** So much that equal values, however many, never weigh up a pair. */
const pairWeight = 65_536

/** A pair with the same value counts a little more, so that of several lines of one name the right ones meet. */
function pairScore(one: HeaderPair, other: HeaderPair): number {
  if (one[0].toLowerCase() !== other[0].toLowerCase()) return 0
  return pairWeight + (one[1] === other[1] ? 2 : 0) + (one[0] === other[0] ? 1 : 0)
}
