/** Which nodes of a JSON table are in view, and how a node reads. */
import { type JsonTable, type NodeKind, nodeKinds } from './json-scan.ts'

/** What the reader has opened (true) or closed (false); every other node follows the rule of its size. */
export type Toggled = ReadonlyMap<number, boolean>

const opensByDepth = 2
const opensBySize = 40
/** Longer text is cut in the row: the whole of it is in the other views. */
const longestText = 1_000

export function isOpen(table: JsonTable, node: number, toggled: Toggled): boolean {
  const chosen = toggled.get(node)
  if (chosen !== undefined) return chosen
  const depth = table.depths[node] ?? 0
  const size = (table.nexts[node] ?? 0) - node
  return depth === 0 || (depth < opensByDepth && (table.counts[node] ?? 0) <= 100) || size <= opensBySize
}

/** Nodes in view, in order. Takes time for those in view only. */
export function rowsInView(table: JsonTable, toggled: Toggled): Int32Array {
  const rows: number[] = []
  let node = 0
  while (node < table.length) {
    rows.push(node)
    const isClosed = hasChildren(table, node) && !isOpen(table, node, toggled)
    node = isClosed ? (table.nexts[node] ?? table.length) : node + 1
  }
  return Int32Array.from(rows)
}

export function hasChildren(table: JsonTable, node: number): boolean {
  return (table.counts[node] ?? 0) > 0
}

export function kindOf(table: JsonTable, node: number): NodeKind {
  return nodeKinds[table.kinds[node] ?? 0] ?? 'null'
}

/** The key of a node, or undefined in an array and at the root. */
export function keyOf(text: string, table: JsonTable, node: number): string | undefined {
  const start = table.keyStarts[node] ?? -1
  return start === -1 ? undefined : unescapeText(text.slice(start, table.keyEnds[node]))
}

/** A string as it reads, anything else as it was written. */
export function leafText(text: string, table: JsonTable, node: number): string {
  const start = table.starts[node] ?? 0
  const end = table.ends[node] ?? start
  const isLong = end - start > longestText
  const source = text.slice(start, isLong ? start + longestText : end)
  if (kindOf(table, node) !== 'string') return isLong ? `${source}…` : source
  return isLong ? `${source.slice(1)}…` : unescapeText(source)
}

/** The path of a node in the dotted form that matches and filters take: `data.items[0].id`. */
export function pathOf(text: string, table: JsonTable, node: number): string {
  const parts: string[] = []
  let target = node
  for (let candidate = node - 1; candidate >= 0 && (table.depths[target] ?? 0) > 0; candidate -= 1) {
    if ((table.depths[candidate] ?? 0) !== (table.depths[target] ?? 0) - 1) continue
    const key = keyOf(text, table, target)
    parts.unshift(
      key === undefined ? `[${indexIn(table, candidate, target)}]` : /^[\w-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
    )
    target = candidate
  }
  return parts.join('').replace(/^\./, '')
}

/** The node itself at the root. */
export function parentOf(table: JsonTable, node: number): number {
  const depth = table.depths[node] ?? 0
  for (let candidate = node - 1; candidate >= 0; candidate -= 1) if ((table.depths[candidate] ?? 0) < depth) return candidate
  return node
}

function indexIn(table: JsonTable, parent: number, child: number): number {
  let index = 0
  for (let node = parent + 1; node < child; node = table.nexts[node] ?? child) index += 1
  return index
}

function unescapeText(source: string): string {
  try {
    return String(JSON.parse(source))
  } catch {
    return source
  }
}
