/** The sidebar: what to look at, the endpoints, and where things are set. Collapsed it is a rail of icons. */
import { Bookmark, FlaskConical, Inbox, Network, ScrollText, Settings, ShieldCheck, ShieldX, Star, Trash2, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { EndpointList } from '../features/endpoints/endpoint-list.tsx'
import { useFilter } from '../features/deliveries/use-filter.ts'
import { useRemoveFilter } from '../features/deliveries/use-remove-filter.ts'
import { classNames } from '../components/ui/class-names.ts'
import { IconButton } from '../components/ui/icon-button.tsx'
import { Tooltip } from '../components/ui/tooltip.tsx'
import { useSavedFilters, useStatus } from '../lib/queries.ts'
import { visibleText } from '../lib/visible-text.ts'
import { formatPlace, type Place, usePlace } from './location.ts'

export function Sidebar({ collapsed }: { readonly collapsed: boolean }): ReactNode {
  const { screen, id } = usePlace()
  return (
    <nav aria-label="Views" className="flex h-full flex-col bg-canvas">
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-x-hidden overflow-y-auto p-2">
        <Views collapsed={collapsed} />
        {!collapsed && <SavedFilters />}
        {!collapsed && <EndpointList selectedId={screen === 'endpoints' ? id : undefined} />}
      </div>
      <div className="flex flex-col gap-px border-t border-line p-2">
        {collapsed && <Item collapsed icon={<Unplug />} text="Endpoints" place={{ screen: 'endpoints' }} active={screen === 'endpoints'} />}
        <Item collapsed={collapsed} icon={<FlaskConical />} text="Faults" place={{ screen: 'faults' }} active={screen === 'faults'} />
        <Item collapsed={collapsed} icon={<ShieldCheck />} text="Handler check" place={{ screen: 'checks' }} active={screen === 'checks'} />
        <Item collapsed={collapsed} icon={<Network />} text="Tunnel" place={{ screen: 'tunnel' }} active={screen === 'tunnel'} />
        <Item
          collapsed={collapsed}
          icon={<ScrollText />}
          text="Listener log"
          place={{ screen: 'listener-log' }}
          active={screen === 'listener-log'}
        />
        <Item collapsed={collapsed} icon={<Settings />} text="Settings" place={{ screen: 'settings' }} active={screen === 'settings'} />
      </div>
    </nav>
  )
}

function Views({ collapsed }: { readonly collapsed: boolean }): ReactNode {
  const counts = useStatus().data?.counts
  const view = useActiveFilter()
  const list = (text: string, icon: ReactNode, q: string, count?: number) => (
    <Item
      key={text}
      collapsed={collapsed}
      icon={icon}
      text={text}
      place={{ screen: 'deliveries', ...(q !== '' && { q }) }}
      active={view === q}
      count={count}
    />
  )
  return (
    <div className="flex flex-col gap-px">
      {list('All deliveries', <Inbox />, '', counts?.deliveries)}
      {list('Failed', <ShieldX />, 'verdict:failed', counts?.failed)}
      {list('Starred', <Star />, 'is:starred')}
      {list('Unrouted', <Unplug />, 'is:unrouted', counts?.unrouted)}
    </div>
  )
}

function SavedFilters(): ReactNode {
  const filters = useSavedFilters().data ?? []
  const view = useActiveFilter()
  const remove = useRemoveFilter()
  if (filters.length === 0) return null
  return (
    <section aria-label="Saved filters" className="flex flex-col gap-px">
      <h2 className="px-2 pb-1 text-11 text-faint">Saved filters</h2>
      {filters.map(({ id, name, q }) => (
        <div key={id} className="group/filter relative">
          <Item collapsed={false} icon={<Bookmark />} text={visibleText(name)} place={{ screen: 'deliveries', q }} active={view === q} />
          <span className="absolute top-0.5 right-0.5 opacity-0 group-focus-within/filter:opacity-100 group-hover/filter:opacity-100">
            <IconButton
              size="small"
              label={`Delete the filter ${visibleText(name)}`}
              icon={<Trash2 className="size-3.5" />}
              onClick={() => remove(id)}
            />
          </span>
        </div>
      ))}
    </section>
  )
}

/** The filter in view, or undefined on any other screen. */
function useActiveFilter(): string | undefined {
  const { screen } = usePlace()
  const { q } = useFilter()
  return screen === 'deliveries' ? q : undefined
}

interface ItemProps {
  readonly collapsed: boolean
  readonly icon: ReactNode
  readonly text: string
  readonly place: Place
  readonly active: boolean
  readonly count?: number | undefined
}

function Item({ collapsed, icon, text, place, active, count }: ItemProps): ReactNode {
  const link = (
    <a
      href={formatPlace(place)}
      aria-current={active ? 'page' : undefined}
      aria-label={collapsed ? text : undefined}
      className={classNames(
        'flex h-7 items-center gap-2 rounded-control px-2 transition-colors',
        active ? 'bg-selected font-medium text-text' : 'text-muted hover:bg-hover hover:text-text'
      )}
    >
      {icon}
      {!collapsed && <span className="min-w-0 flex-1 truncate">{text}</span>}
      {!collapsed && count !== undefined && count > 0 && <span className="text-12 font-normal text-faint">{compact.format(count)}</span>}
    </a>
  )
  return collapsed ? (
    <Tooltip content={text} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}

const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 })
