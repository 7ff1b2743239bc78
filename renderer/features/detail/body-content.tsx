/** The content of a body in one view. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { CodeView } from '../../components/code/code-view.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { HexView } from '../../components/hex/hex-view.tsx'
import { type JsonError, placeOf } from '../../components/json/json-scan.ts'
import { JsonTree } from '../../components/json/json-tree.tsx'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { formatSoon } from '../../lib/format-json.ts'
import { formFields, multipartFields } from './body-fields.ts'
import type { BodyKind, BodyView } from './body-kind.ts'
import { FieldTable } from './field-table.tsx'
import type { LoadedBytes } from './use-bytes.ts'

export interface BodyContentProps {
  readonly label: string
  readonly view: BodyView
  readonly kind: BodyKind
  readonly loaded: LoadedBytes
  readonly text: string
  readonly contentType: string
  readonly onView: (view: BodyView) => void
}

export function BodyContent(props: BodyContentProps): ReactNode {
  const { label, view, kind, loaded, text, contentType } = props
  switch (view) {
    case 'hex':
      return <HexView label={`${label}, hexadecimal`} bytes={loaded.bytes} baseOffset={loaded.offset} />
    case 'raw':
      return <CodeView label={label} text={text} language="text" />
    case 'fields':
      return <FieldTable fields={kind === 'form' ? formFields(text) : multipartFields(loaded.bytes, contentType)} />
    case 'tree':
    case 'pretty':
      return <JsonContent {...props} />
  }
}

function JsonContent({ label, view, text, onView }: BodyContentProps): ReactNode {
  // One body is formatted once, however often the views change.
  const { data, error } = useQuery({
    queryKey: ['formatted', useId(), text],
    queryFn: ({ signal }) => formatSoon(text, signal),
    queryKeyHashFn: ([name, id]) => `${String(name)} ${String(id)}`,
    gcTime: 0,
    retry: false,
    structuralSharing: false
  })
  if (error) return <p className="p-4 text-muted">{error.message}</p>
  if (!data) {
    return (
      <Delayed>
        <p className="p-4 text-muted">Formatting…</p>
      </Delayed>
    )
  }
  const isEmpty = data.table.length === 0
  return (
    <div className="flex h-full min-h-0 flex-col">
      {data.error && <JsonProblem error={data.error} text={text} onRaw={() => onView('raw')} />}
      <div className="min-h-0 flex-1">
        {view === 'tree' && !isEmpty && <JsonTree label={label} text={text} table={data.table} />}
        {view === 'pretty' && !isEmpty && !data.error && <CodeView label={label} text={data.pretty} language="json" />}
        {data.error && (isEmpty || view === 'pretty') && (
          <CodeView label={label} text={text} language="text" errorOffset={data.error.offset} />
        )}
      </div>
    </div>
  )
}

function JsonProblem({ error, text, onRaw }: { readonly error: JsonError; readonly text: string; readonly onRaw: () => void }): ReactNode {
  const { line, column } = placeOf(text, error.offset)
  return (
    <Banner
      tone="warning"
      title="This is not valid JSON"
      actions={
        <Button size="small" onClick={onRaw}>
          Show raw
        </Button>
      }
    >
      {error.message}, at line {line.toLocaleString('en-GB')}, column {column.toLocaleString('en-GB')}. What could be read before that is
      shown.
    </Banner>
  )
}
