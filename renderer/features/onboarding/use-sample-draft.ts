/** What is chosen and changed in the sample dialog: the sample, its endpoint, its values and body. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Endpoint, Sample, SampleInfo, SendSampleInput } from '../../../electron/contract/index.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface SampleEdits {
  readonly fields: Readonly<Record<string, string>>
  /** In place of the sample's own. */
  readonly body?: string | undefined
}

export interface SampleDraft {
  readonly samples: readonly SampleInfo[] | undefined
  readonly error: unknown
  readonly retry: () => void
  readonly chosen: SampleInfo | undefined
  readonly endpoint: Endpoint | undefined
  /** The chosen one in detail, once it is read. */
  readonly sample: Sample | undefined
  readonly edits: SampleEdits
  readonly choose: (provider: string, type?: string) => void
  readonly setEndpointId: (id: string) => void
  readonly setEdits: (edits: SampleEdits) => void
}

export function useSampleDraft(endpoints: readonly Endpoint[], enabled: boolean): SampleDraft {
  const client = useClient()
  const [wish, setWish] = useState<{ readonly provider: string; readonly type?: string | undefined }>()
  const [endpointId, setEndpointId] = useState<string>()
  const [changed, setChanged] = useState<Readonly<Record<string, SampleEdits>>>({})
  const list = useQuery({
    queryKey: keys.samples,
    queryFn: async ({ signal }) => (await client.samples.list(undefined, { signal })).items,
    enabled
  })
  const named = endpoints.find(({ id }) => id === endpointId)
  const provider = wish?.provider ?? (named ?? endpoints[0])?.scheme
  const own = list.data?.filter((one) => one.provider === provider) ?? []
  const chosen = own.find(({ type }) => type === wish?.type) ?? own[0] ?? list.data?.[0]
  const endpoint = named ?? endpoints.find(({ scheme }) => scheme === chosen?.provider) ?? endpoints[0]
  const detail = useQuery({
    queryKey: keys.sample(chosen?.provider ?? '', chosen?.type ?? '', endpoint?.id ?? ''),
    queryFn: ({ signal }) =>
      client.samples.get({ provider: chosen?.provider ?? '', type: chosen?.type ?? '', endpointId: endpoint?.id ?? '' }, { signal }),
    enabled: enabled && chosen !== undefined && endpoint !== undefined
  })
  const key = `${chosen?.provider} ${chosen?.type}`
  return {
    samples: list.data,
    error: list.error ?? detail.error,
    retry: () => void (list.error === null ? detail.refetch() : list.refetch()),
    chosen,
    endpoint,
    sample: detail.data,
    edits: changed[key] ?? detail.data?.last ?? { fields: {} },
    choose: (next, type) => setWish({ provider: next, type }),
    setEndpointId,
    setEdits: (edits) => setChanged({ ...changed, [key]: edits })
  }
}

/** Only what differs from the sample is sent, so that the rest follows it. */
export function inputOf(sample: Sample, endpointId: string, { fields, body }: SampleEdits): Omit<SendSampleInput, 'via'> {
  const own = sample.fields.filter(({ name, value }) => fields[name] !== undefined && fields[name] !== value)
  return {
    provider: sample.provider,
    type: sample.type,
    endpointId,
    fields: Object.fromEntries(own.map(({ name, value }) => [name, fields[name] ?? value])),
    ...(body === undefined || body === sample.body ? {} : { body })
  }
}
