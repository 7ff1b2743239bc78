/** Keys of a tree, as its ARIA pattern has them: arrows move, open and close. */
import { hasChildren, parentOf } from './json-rows.ts'
import type { JsonTable } from './json-scan.ts'

export interface TreeState {
  readonly table: JsonTable
  /** Nodes in view. */
  readonly nodes: Int32Array
  readonly cursor: number
  /** Whether the node under the cursor is open. */
  readonly open: boolean
}

export type TreeStep = { readonly kind: 'move'; readonly node: number } | { readonly kind: 'toggle'; readonly open: boolean }

/** Answers undefined for a key that means nothing here. */
export function treeKey(key: string, { table, nodes, cursor, open }: TreeState): TreeStep | undefined {
  const place = nodes.indexOf(cursor)
  const canOpen = hasChildren(table, cursor)
  const moveTo = (index: number): TreeStep => ({ kind: 'move', node: nodes[Math.max(0, Math.min(nodes.length - 1, index))] ?? 0 })
  switch (key) {
    case 'ArrowDown':
      return moveTo(place + 1)
    case 'ArrowUp':
      return moveTo(place - 1)
    case 'Home':
      return moveTo(0)
    case 'End':
      return moveTo(nodes.length - 1)
    case 'ArrowRight':
      return canOpen && !open ? { kind: 'toggle', open: true } : moveTo(open ? place + 1 : place)
    case 'ArrowLeft':
      return open ? { kind: 'toggle', open: false } : { kind: 'move', node: parentOf(table, cursor) }
    case 'Enter':
    case ' ':
      return canOpen ? { kind: 'toggle', open: !open } : undefined
    default:
      return undefined
  }
}
