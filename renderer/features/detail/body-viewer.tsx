/** A body in whichever way it is looked at. Large ones are read in pieces, formatted elsewhere, or paged raw. */
import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { BytesView, HeaderPair } from '../../../electron/contract/index.ts'
import { ByteSize } from '../../components/byte-size.tsx'
import { Delayed } from '../../components/delayed.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { decodeText } from '../../lib/bytes.ts'
import { toProblem } from '../../lib/problems.ts'
import { BodyContent } from './body-content.tsx'
import { bodyKindOf, type BodyView, headerValue, isCompressed, viewsFor } from './body-kind.ts'
import { BodyPager } from './body-pager.tsx'
import { SaveBody } from './save-body.tsx'
import { type LoadedBytes, pagedFromBytes, useBytes } from './use-bytes.ts'

export interface BodyViewerProps {
  /** Names it for a screen reader: "Request body". */
  readonly label: string
  readonly view: BytesView
  readonly headers: readonly HeaderPair[]
  readonly id: string
  /** Without a part there is no more than `view` holds. */
  readonly part?: 'body' | 'response'
}

export function BodyViewer(props: BodyViewerProps): ReactNode {
  const { view } = props
  if (view.sizeBytes === 0) return <EmptyState title="No body">It came without a single byte.</EmptyState>
  return <Viewer {...props} />
}

function Viewer({ label, view, headers, id, part }: BodyViewerProps): ReactNode {
  const compressed = isCompressed(headers)
  const [decompress, setDecompress] = useState(compressed && part !== undefined)
  const [page, setPage] = useState(0)
  const shownView = part === undefined ? { ...view, truncated: false } : view
  const { data, error, refetch } = useBytes({ id, part: part ?? 'body', view: shownView, decompress }, page)
  const paged = !decompress && part !== undefined && view.sizeBytes > pagedFromBytes
  return (
    <div className="flex h-full min-h-0 flex-col">
      {data ? (
        <Loaded
          key={`${id} ${part} ${decompress}`}
          label={label}
          loaded={data}
          contentType={headerValue(headers, 'content-type')}
          paged={paged}
          note={part === undefined && view.truncated ? 'Only the first part of this answer was kept.' : undefined}
          actions={
            <>
              {compressed && part !== undefined && (
                <Button size="small" variant="ghost" aria-pressed={decompress} onClick={() => setDecompress(!decompress)}>
                  {decompress ? 'As received' : 'Decompressed'}
                </Button>
              )}
              <span className="text-12 text-faint">
                <ByteSize sizeBytes={data.totalBytes} />
              </span>
              <SaveBody id={id} part={part} bytes={data.bytes} headers={headers} />
            </>
          }
        />
      ) : error ? (
        <EmptyState
          icon={<TriangleAlert />}
          title={decompress ? 'The body could not be decompressed' : 'The body could not be read'}
          actions={
            decompress ? (
              <Button onClick={() => setDecompress(false)}>Show it as received</Button>
            ) : (
              <Button onClick={() => void refetch()}>Try again</Button>
            )
          }
        >
          {toProblem(error).message}
        </EmptyState>
      ) : (
        <Delayed>
          <p className="p-4 text-muted">Reading the body…</p>
        </Delayed>
      )}
      {paged && <BodyPager page={page} totalBytes={view.sizeBytes} onPage={setPage} />}
    </div>
  )
}

const viewTitles: Readonly<Record<BodyView, string>> = { tree: 'Tree', pretty: 'Pretty', fields: 'Fields', raw: 'Raw', hex: 'Hex' }

interface LoadedProps {
  readonly label: string
  readonly loaded: LoadedBytes
  readonly contentType: string
  readonly paged: boolean
  readonly note: string | undefined
  readonly actions: ReactNode
}

function Loaded({ label, loaded, contentType, paged, note, actions }: LoadedProps): ReactNode {
  const [chosen, setChosen] = useState<BodyView>()
  const { text, lossy } = useMemo(() => decodeText(loaded.bytes), [loaded.bytes])
  const kind = paged ? (lossy ? 'binary' : 'text') : bodyKindOf({ contentType, text, lossy })
  const views = viewsFor(kind)
  const current = chosen !== undefined && views.includes(chosen) ? chosen : (views[0] ?? 'raw')
  const isCut = !paged && loaded.bytes.length < loaded.totalBytes
  return (
    <>
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line px-3 py-1">
        <Segmented
          label="View"
          value={current}
          options={views.map((value) => ({ value, label: viewTitles[value] }))}
          onChange={setChosen}
        />
        <span className="flex-1" />
        {actions}
      </div>
      {note !== undefined && <Note>{note}</Note>}
      {paged && <Note>It is larger than 10 MB: shown raw, in pages. Save it to look at it as a whole.</Note>}
      {isCut && (
        <Note>
          Shown are the first <ByteSize sizeBytes={loaded.bytes.length} /> of <ByteSize sizeBytes={loaded.totalBytes} />.
        </Note>
      )}
      {lossy && current !== 'hex' && current !== 'fields' && (
        <Note>Some bytes are not UTF-8 and are shown as �. Hex shows what they are.</Note>
      )}
      <div className="min-h-0 flex-1">
        <BodyContent label={label} view={current} kind={kind} loaded={loaded} text={text} contentType={contentType} onView={setChosen} />
      </div>
    </>
  )
}

function Note({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className="shrink-0 border-b border-line bg-neutral-tint px-3 py-1 text-12 text-muted">{children}</p>
}
