/** JSON in the one form in which two texts can be compared: keys in order, laid out, every other token exactly as it came. */
import { type JsonTable, scanJson } from '../../components/json/json-scan.ts'

/** Deeper than this nothing is sorted, so that a body made to be deep can't exhaust the stack. */
const deepest = 200

/** Nothing when the text is no valid JSON, or nested too deep. */
export function canonicalJson(text: string): string | undefined {
  const { table, error } = scanJson(text)
  if (error || table.length === 0) return undefined
  for (let node = 0; node < table.length; node += 1) if ((table.depths[node] ?? 0) > deepest) return undefined
  return write(text, table, 0, '')
}

function write(text: string, table: JsonTable, node: number, indent: string): string {
  const kind = table.kinds[node]
  if (kind === undefined || kind > 1) return text.slice(table.starts[node], table.ends[node])
  const [open, close] = kind === 0 ? ['{', '}'] : ['[', ']']
  const children = childrenOf(table, node)
  if (children.length === 0) return open + close
  const inner = `${indent}  `
  const parts = children.map((child) => ({ key: keyOf(text, table, child), value: write(text, table, child, inner) }))
  // A sort that keeps the order of what is equal: a key that repeats is told by its place.
  const sorted = kind === 0 ? parts.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)) : parts
  return `${open}\n${sorted.map(({ key, value }) => `${inner}${key}${value}`).join(',\n')}\n${indent}${close}`
}

function childrenOf(table: JsonTable, node: number): readonly number[] {
  const children: number[] = []
  const end = table.nexts[node] ?? node
  for (let child = node + 1; child < end; child = table.nexts[child] ?? end) children.push(child)
  return children
}

function keyOf(text: string, table: JsonTable, node: number): string {
  const start = table.keyStarts[node] ?? -1
  return start === -1 ? '' : `${text.slice(start, table.keyEnds[node])}: `
}
