/** JSON as a tree: only the rows in view are drawn, one tab stop, arrows open, close and move. */
import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, memo, type ReactNode, useId, useMemo, useRef, useState } from 'react'
import { CopyButton } from '../copy-button.tsx'
import { classNames } from '../ui/class-names.ts'
import { useFixedRows } from '../use-fixed-rows.ts'
import { Visible } from '../visible.tsx'
import { hasChildren, isOpen, keyOf, kindOf, leafText, pathOf, rowsInView, type Toggled } from './json-rows.ts'
import type { JsonTable } from './json-scan.ts'
import { treeKey } from './tree-keys.ts'

export interface JsonTreeProps {
  readonly text: string
  readonly table: JsonTable
  readonly label: string
}

const rowHeight = 22
/** Deeper levels are no longer moved to the right; the level is written out instead. */
const deepestIndent = 24

export function JsonTree({ text, table, label }: JsonTreeProps): ReactNode {
  const [toggled, setToggled] = useState<Toggled>(new Map())
  const [cursor, setCursor] = useState(0)
  /** Nothing is marked before the reader has taken hold of something. */
  const [held, setHeld] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const treeId = useId()
  const nodes = useMemo(() => rowsInView(table, toggled), [table, toggled])
  const { rows, totalHeight, scrollTo } = useFixedRows({ count: nodes.length, rowHeight, scroller })

  const toggle = (node: number, open: boolean): void => setToggled(new Map(toggled).set(node, open))
  const moveTo = (node: number): void => {
    setCursor(node)
    setHeld(true)
    scrollTo(nodes.indexOf(node))
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = treeKey(event.key, { table, nodes, cursor, open: hasChildren(table, cursor) && isOpen(table, cursor, toggled) })
    if (!step) return
    event.preventDefault()
    if (step.kind === 'move') moveTo(step.node)
    else toggle(cursor, step.open)
  }

  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={`${treeId}-${cursor}`}
      onKeyDown={press}
      className="mono-12 h-full overflow-auto py-1 -outline-offset-2"
    >
      <div role="presentation" className="relative" style={{ height: totalHeight }}>
        {rows.map(({ index, start }) => {
          const node = nodes[index] ?? 0
          const open = isOpen(table, node, toggled)
          const press = (): void => {
            setCursor(node)
            setHeld(true)
            if (hasChildren(table, node)) toggle(node, !open)
          }
          return (
            <TreeRow
              key={node}
              id={`${treeId}-${node}`}
              text={text}
              table={table}
              node={node}
              open={open}
              held={held && node === cursor}
              offset={start}
              onPress={press}
            />
          )
        })}
      </div>
    </div>
  )
}

interface TreeRowProps extends NodeProps {
  readonly id: string
  readonly open: boolean
  readonly held: boolean
  readonly offset: number
  readonly onPress: () => void
}

function TreeRow({ id, text, table, node, open, held, offset, onPress }: TreeRowProps): ReactNode {
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={(table.depths[node] ?? 0) + 1}
      aria-selected={held}
      aria-expanded={hasChildren(table, node) ? open : undefined}
      onClick={onPress}
      className={classNames('absolute inset-x-0 top-0 flex items-center pr-2', held ? 'bg-selected' : 'hover:bg-hover')}
      style={{ height: rowHeight, transform: `translateY(${offset}px)` }}
    >
      <NodeText text={text} table={table} node={node} open={open} />
      {held && <NodeActions text={text} table={table} node={node} />}
    </div>
  )
}

interface NodeProps {
  readonly text: string
  readonly table: JsonTable
  readonly node: number
}

const leafClass = {
  object: '',
  array: '',
  string: 'text-success',
  number: 'text-info',
  true: 'text-violet',
  false: 'text-violet',
  null: 'text-faint'
} as const

const NodeText = memo(function NodeText({ text, table, node, open }: NodeProps & { readonly open: boolean }): ReactNode {
  const depth = table.depths[node] ?? 0
  const key = keyOf(text, table, node)
  const kind = kindOf(table, node)
  const canOpen = hasChildren(table, node)
  return (
    <>
      <span className="shrink-0" style={{ width: `${Math.min(depth, deepestIndent) * 1.125 + 0.5}rem` }} />
      <span className="flex size-4 shrink-0 items-center justify-center text-faint">
        {canOpen && <ChevronRight className={classNames('size-3.5 transition-transform', open && 'rotate-90')} />}
      </span>
      <span className="min-w-0 truncate pl-1 whitespace-pre">
        {depth > deepestIndent && <span className="text-faint">level {depth} </span>}
        {key !== undefined && (
          <span className="text-text">
            <Visible text={key} />
            <span className="text-faint">: </span>
          </span>
        )}
        {kind === 'object' || kind === 'array' ? (
          <span className="text-faint">{summaryOf(kind, table.counts[node] ?? 0)}</span>
        ) : (
          <span className={leafClass[kind]}>
            <Visible text={leafText(text, table, node)} />
          </span>
        )}
      </span>
    </>
  )
})

function NodeActions({ text, table, node }: NodeProps): ReactNode {
  return (
    <span
      className="ml-auto flex h-full shrink-0 items-center pl-2 font-sans"
      role="presentation"
      onClick={(event) => event.stopPropagation()}
    >
      <CopyButton size="small" variant="ghost" label="Copy the value" text={() => copyOf(text, table, node)}>
        Value
      </CopyButton>
      <CopyButton size="small" variant="ghost" label="Copy the path" text={() => pathOf(text, table, node)}>
        Path
      </CopyButton>
    </span>
  )
}

function copyOf(text: string, table: JsonTable, node: number): string {
  const source = text.slice(table.starts[node], table.ends[node])
  return kindOf(table, node) === 'string' ? String(JSON.parse(source)) : source
}

function summaryOf(kind: 'object' | 'array', count: number): string {
  if (count === 0) return kind === 'object' ? '{}' : '[]'
  if (kind === 'object') return count === 1 ? '{ 1 key }' : `{ ${count} keys }`
  return count === 1 ? '[ 1 item ]' : `[ ${count} items ]`
}
