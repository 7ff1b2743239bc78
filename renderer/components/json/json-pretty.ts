/** JSON text laid out for reading: every token stays exactly as it came, only the space between them is new. */
import type { JsonTable } from './json-scan.ts'

/** Deeper than this, lines are not moved further to the right: ten thousand levels would be mostly blanks. */
const deepestIndent = 48
const indentWidth = 2

export function prettyJson(text: string, table: JsonTable): string {
  const lines: string[] = []
  const open: number[] = []
  for (let node = 0; node < table.length; node += 1) {
    closeBefore(lines, open, table, node)
    const parent = open.at(-1)
    const isFirst = parent === undefined || node === parent + 1
    if (!isFirst) lines[lines.length - 1] += ','
    const key = keyText(text, table, node)
    lines.push(indent(table.depths[node] ?? 0) + key + valueText(text, table, node))
    if (isContainer(table, node) && (table.counts[node] ?? 0) > 0) open.push(node)
  }
  closeBefore(lines, open, table, table.length)
  return lines.join('\n')
}

/** Closes every container that ends before `node`. */
function closeBefore(lines: string[], open: number[], table: JsonTable, node: number): void {
  for (;;) {
    const last = open.at(-1)
    if (last === undefined || (table.nexts[last] ?? 0) > node) return
    open.pop()
    lines.push(indent(table.depths[last] ?? 0) + (table.kinds[last] === 0 ? '}' : ']'))
  }
}

function isContainer(table: JsonTable, node: number): boolean {
  return (table.kinds[node] ?? 2) < 2
}

function keyText(text: string, table: JsonTable, node: number): string {
  const start = table.keyStarts[node] ?? -1
  return start === -1 ? '' : `${text.slice(start, table.keyEnds[node])}: `
}

function valueText(text: string, table: JsonTable, node: number): string {
  if (!isContainer(table, node)) return text.slice(table.starts[node], table.ends[node])
  const isObject = table.kinds[node] === 0
  if ((table.counts[node] ?? 0) === 0) return isObject ? '{}' : '[]'
  return isObject ? '{' : '['
}

function indent(depth: number): string {
  return ' '.repeat(Math.min(depth, deepestIndent) * indentWidth)
}
