/** The content of a body in one view. */
import type { ReactNode } from 'react'
import { CodeView } from '../../components/code/code-view.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { HexView } from '../../components/hex/hex-view.tsx'
import { type JsonError, placeOf } from '../../components/json/json-scan.ts'
import { JsonTree } from '../../components/json/json-tree.tsx'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import type { FormattedJson, JsonForm } from '../../lib/format-json.ts'
import { formFields, multipartFields } from './body-fields.ts'
import type { BodyKind, BodyView } from './body-kind.ts'
import { FieldTable } from './field-table.tsx'
import type { LoadedBytes } from './use-bytes.ts'
import { useFormatted } from './use-formatted.ts'

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
      return <JsonContent {...props} form={view} />
  }
}

function JsonContent({ label, form, text, onView }: BodyContentProps & { readonly form: JsonForm }): ReactNode {
  const { data, error } = useFormatted(text, form)
  if (error) return <p className="p-4 text-muted">{error.message}</p>
  if (!data) {
    return (
      <Delayed>
        <p className="p-4 text-muted">Formatting…</p>
      </Delayed>
    )
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      {data.error && <JsonProblem error={data.error} text={text} onRaw={() => onView('raw')} />}
      <div className="min-h-0 flex-1">
        <JsonView label={label} text={text} data={data} />
      </div>
    </div>
  )
}

/** What could be read of broken JSON has a tree; laid out it is shown as it came, with the place marked. */
function JsonView({ label, text, data }: { readonly label: string; readonly text: string; readonly data: FormattedJson }): ReactNode {
  if (data.form === 'tree' && data.table.length > 0) return <JsonTree label={label} text={text} table={data.table} />
  if (data.form === 'pretty' && !data.error) return <CodeView label={label} text={data.pretty} language="json" />
  return <CodeView label={label} text={text} language="text" errorOffset={data.error?.offset} />
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
