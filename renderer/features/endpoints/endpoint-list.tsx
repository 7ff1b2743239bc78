/** All endpoints: as a part of the sidebar, and as plain links. */
import { Inbox, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint } from '../../../electron/contract/index.ts'
import { formatPlace, go } from '../../app/location.ts'
import { useShortcut } from '../../app/use-shortcut.ts'
import { classNames } from '../../components/ui/class-names.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useEndpoints } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'

export interface EndpointListProps {
  readonly selectedId?: string | undefined
}

/** The sidebar's part: a heading, the endpoints, and a way to add one. */
export function EndpointList({ selectedId }: EndpointListProps): ReactNode {
  const shortcut = useShortcut('endpoint.create')
  return (
    <section aria-label="Endpoints" className="flex flex-col gap-px">
      <div className="flex items-center justify-between pl-2">
        <h2 className="text-11 text-faint">Endpoints</h2>
        <IconButton
          size="small"
          label="New endpoint"
          shortcut={shortcut}
          icon={<Plus className="size-3.5" />}
          onClick={() => go({ screen: 'endpoints', id: 'new' })}
        />
      </div>
      <EndpointLinks selectedId={selectedId} />
    </section>
  )
}

export function EndpointLinks({ selectedId }: EndpointListProps): ReactNode {
  const { data: endpoints = [] } = useEndpoints()
  return (
    <ul className="flex flex-col gap-px">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id}>
          <EndpointLink endpoint={endpoint} selected={endpoint.id === selectedId} />
        </li>
      ))}
    </ul>
  )
}

function EndpointLink({ endpoint, selected }: { readonly endpoint: Endpoint; readonly selected: boolean }): ReactNode {
  return (
    <a
      href={formatPlace({ screen: 'endpoints', id: endpoint.id })}
      aria-current={selected ? 'page' : undefined}
      className={classNames(
        'flex h-7 items-center gap-2 rounded-control px-2 transition-colors',
        selected ? 'bg-selected font-medium text-text' : 'text-muted hover:bg-hover hover:text-text'
      )}
    >
      <Inbox />
      <span className="max-w-1/2 truncate">{visibleText(endpoint.name)}</span>
      <span className="mono-12 min-w-0 flex-1 truncate text-right font-normal text-faint">
        {endpoint.enabled ? visibleText(endpoint.path) : 'off'}
      </span>
    </a>
  )
}
