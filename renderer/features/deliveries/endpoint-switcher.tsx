/** Narrows the list to one endpoint: nothing but a term of the filter. */
import type { ReactNode } from 'react'
import { Select } from '../../components/ui/select.tsx'
import { useEndpoints } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { valueOf, withValue } from './filter-text.ts'
import { useFilter } from './use-filter.ts'

const all = ''

export function EndpointSwitcher(): ReactNode {
  const { q, setFilter } = useFilter()
  const endpoints = useEndpoints().data ?? []
  const chosen = valueOf(q, 'endpoint') ?? all
  const names = endpoints.map(({ name }) => name)
  const options = [
    { value: all, label: 'All endpoints' },
    ...endpoints.map(({ name, path }) => ({ value: name, label: visibleText(name), hint: visibleText(path) }))
  ]
  const known = chosen === all || names.includes(chosen) ? options : [...options, { value: chosen, label: visibleText(chosen) }]
  return (
    <div className="w-36 shrink-0">
      <Select
        label="Endpoint"
        value={chosen}
        options={known}
        onChange={(name) => setFilter(withValue(q, 'endpoint', name === all ? undefined : name))}
      />
    </div>
  )
}
