/** Two requests compared: address and headers, the body as canonical JSON or text, and its bytes. */
import { type ReactNode, useMemo, useState } from 'react'
import { Badge, type Tone } from '../../components/ui/badge.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { decodeText, sameBytes } from '../../lib/bytes.ts'
import { alignHeaders } from './align-headers.ts'
import { BytesDiff } from './bytes-diff.tsx'
import { canonicalJson } from './canonical-json.ts'
import type { ComparedRequest } from './diff-side.ts'
import { HeadersDiff } from './headers-diff.tsx'
import { withMoved } from './moved-headers.ts'
import { TextDiff } from './text-diff.tsx'

export interface DiffViewProps {
  readonly left: ComparedRequest
  readonly right: ComparedRequest
}

type Part = 'headers' | 'body' | 'bytes'

export function DiffView({ left, right }: DiffViewProps): ReactNode {
  const rows = useMemo(
    () =>
      withMoved(
        alignHeaders([['', `${left.method} ${left.url}`], ...left.headers], [['', `${right.method} ${right.url}`], ...right.headers])
      ),
    [left, right]
  )
  const changedRows = rows.filter(({ kind }) => kind !== 'same').length
  const isBodySame = useMemo(() => sameBytes(left.body, right.body), [left, right])
  const body = useMemo(() => comparedBodies(left.body, right.body), [left, right])
  const [part, setPart] = useState<Part>(changedRows > 0 || isBodySame ? 'headers' : 'body')
  const parts: readonly { readonly value: Part; readonly label: string }[] = [
    { value: 'headers', label: changedRows === 0 ? 'Headers' : `Headers (${changedRows})` },
    ...(body ? [{ value: 'body' as const, label: body.language === 'json' ? 'JSON' : 'Text' }] : []),
    { value: 'bytes', label: 'Bytes' }
  ]
  const shown = part === 'body' && !body ? 'bytes' : part
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1">
        <Segmented label="Compare" value={shown} options={parts} onChange={setPart} />
        <span className="flex-1" />
        <Badge tone={changedRows === 0 ? 'success' : 'warning'}>
          {changedRows === 0 ? 'Headers equal' : countText(changedRows, 'line differs', 'lines differ')}
        </Badge>
        <Badge tone={bodyTone(isBodySame)}>
          {isBodySame ? 'Body equal' : body?.isEqual === true ? 'Same JSON, other bytes' : 'Body differs'}
        </Badge>
      </div>
      <div className="grid shrink-0 grid-cols-2 gap-px border-b border-line text-12 font-medium text-muted">
        <span className="truncate px-3 py-1">{left.label}</span>
        <span className="truncate border-l border-line px-3 py-1">{right.label}</span>
      </div>
      {(left.cut === true || right.cut === true) && shown !== 'headers' && (
        <p className="shrink-0 border-b border-line bg-neutral-tint px-3 py-1 text-12 text-muted">
          One of the bodies is large: its beginning is compared.
        </p>
      )}
      <div className="min-h-0 flex-1">
        {shown === 'headers' && <HeadersDiff rows={rows} />}
        {shown === 'body' && body && <TextDiff left={body.left} right={body.right} language={body.language} />}
        {shown === 'bytes' && <BytesDiff left={left.body} right={right.body} />}
      </div>
    </div>
  )
}

interface ComparedBodies {
  readonly left: string
  readonly right: string
  readonly language: 'json' | 'text'
  readonly isEqual: boolean
}

/** Nothing where one of them is no text. */
function comparedBodies(left: Uint8Array, right: Uint8Array): ComparedBodies | undefined {
  const [one, other] = [decodeText(left), decodeText(right)]
  if (one.lossy || other.lossy) return undefined
  const [first, second] = [canonicalJson(one.text), canonicalJson(other.text)]
  if (first !== undefined && second !== undefined) return { left: first, right: second, language: 'json', isEqual: first === second }
  return { left: one.text, right: other.text, language: 'text', isEqual: one.text === other.text }
}

function bodyTone(isSame: boolean): Tone {
  return isSame ? 'success' : 'warning'
}

function countText(count: number, one: string, several: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`
}
