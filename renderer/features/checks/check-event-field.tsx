/** The event that all requests of a check are made of: a sample of the provider, or a delivery that came to the endpoint. */
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Combobox } from '../../components/ui/combobox.tsx'
import { Field } from '../../components/ui/field.tsx'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { formatDateTime } from '../../lib/times.ts'
import { visibleText } from '../../lib/visible-text.ts'

export interface CheckEventFieldProps {
  readonly provider: string
  readonly endpointId: string | undefined
  /** `sample TYPE`, `delivery ID`, or empty for the first sample. */
  readonly value: string
  readonly onChange: (value: string) => void
}

const shownDeliveries = 30

export function CheckEventField({ provider, endpointId, value, onChange }: CheckEventFieldProps): ReactNode {
  const client = useClient()
  const samples = useQuery({
    queryKey: keys.samples,
    queryFn: async ({ signal }) => (await client.samples.list(undefined, { signal })).items
  }).data
  const deliveries = useQuery({
    queryKey: ['check-deliveries', endpointId ?? ''],
    queryFn: async ({ signal }) =>
      (await client.deliveries.list({ q: `endpoint:${endpointId}`, limit: shownDeliveries }, { signal })).items,
    enabled: endpointId !== undefined,
    staleTime: 0
  }).data
  const own = (samples ?? []).filter((sample) => sample.provider === provider)
  const groups = [
    { label: 'Samples', items: own.map(({ type, label }) => ({ value: `sample ${type}`, label: type, hint: label })) },
    {
      label: 'Deliveries of the endpoint',
      items: (deliveries ?? []).map(({ id, eventType, method, url, receivedAt }) => ({
        value: `delivery ${id}`,
        label: visibleText(eventType ?? `${method} ${url}`),
        hint: formatDateTime(receivedAt)
      }))
    }
  ].filter(({ items }) => items.length > 0)
  const chosen = groups.some(({ items }) => items.some((item) => item.value === value)) ? value : `sample ${own[0]?.type ?? ''}`
  return (
    <Field label="Event" hint="Each request gets an event id of its own, and a fresh signature.">
      <Combobox value={chosen} onChange={onChange} placeholder="Search events" groups={groups} />
    </Field>
  )
}
