/** Sends a chosen sample event, signed as its provider would, to an endpoint: straight to the listener or through the tunnel. */
import { Send } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, type SubmitEvent, useId, useMemo, useState } from 'react'
import type { Endpoint, SampleInfo } from '../../../electron/contract/index.ts'
import { useCommands } from '../../app/commands.ts'
import { Button } from '../../components/ui/button.tsx'
import { Combobox } from '../../components/ui/combobox.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { RadioList } from '../../components/ui/radio-list.tsx'
import { Select } from '../../components/ui/select.tsx'
import { keys, useEndpoints, useSchemes, useTunnel } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { isOpen } from '../tunnel/tunnel-state.ts'
import { useSendSample } from './use-send-sample.ts'

/** Stands in the frame: the command opens it on every screen. */
export function SampleDialog(): ReactNode {
  const client = useClient()
  const [open, setOpen] = useState(false)
  useCommands(useMemo(() => ({ 'sample.send': () => setOpen(true) }), []))
  const endpoints = (useEndpoints().data ?? []).filter(({ enabled }) => enabled)
  const samples = useQuery({
    queryKey: keys.samples,
    queryFn: async ({ signal }) => (await client.samples.list(undefined, { signal })).items,
    enabled: open
  }).data
  const formId = useId()
  const { run, busy } = useSendSample()
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Send a test delivery"
      description="A realistic event, signed with the endpoint’s first secret."
      footer={
        <>
          <Button variant="ghost" onClick={() => setOpen(false)}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" icon={<Send />} busy={busy} disabled={endpoints.length === 0}>
            Send
          </Button>
        </>
      }
    >
      {samples && endpoints.length > 0 ? (
        <SampleForm
          formId={formId}
          samples={samples}
          endpoints={endpoints}
          onSend={(input) => {
            run(input)
            setOpen(false)
          }}
        />
      ) : (
        <p className="text-muted">
          {endpoints.length === 0 ? 'No endpoint is on, so nothing would take it. Make one first.' : 'Reading the samples…'}
        </p>
      )}
    </Dialog>
  )
}

interface SampleFormProps {
  readonly formId: string
  readonly samples: readonly SampleInfo[]
  readonly endpoints: readonly Endpoint[]
  readonly onSend: (input: Sent) => void
}

interface Sent {
  readonly provider: string
  readonly type: string
  readonly endpointId: string
  readonly via: 'listener' | 'public'
}

function SampleForm({ formId, samples, endpoints, onSend }: SampleFormProps): ReactNode {
  const schemes = useSchemes().data ?? []
  const tunnel = useTunnel().data
  const reachable = tunnel !== undefined && isOpen(tunnel) && tunnel.publicUrl !== undefined
  const [endpointId, setEndpointId] = useState(endpoints[0]?.id ?? '')
  const [chosen, setChosen] = useState<string>()
  const [via, setVia] = useState<Sent['via']>('listener')
  const endpoint = endpoints.find(({ id }) => id === endpointId)
  const sample = samples.find((one) => keyOf(one) === chosen) ?? samples.find(({ provider }) => provider === endpoint?.scheme) ?? samples[0]
  const groups = Map.groupBy(samples, ({ provider }) => schemes.find(({ id }) => id === provider)?.label ?? provider)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (sample) onSend({ provider: sample.provider, type: sample.type, endpointId, via: reachable ? via : 'listener' })
  }
  return (
    <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Endpoint">
        <Select
          value={endpointId}
          onChange={setEndpointId}
          options={endpoints.map(({ id, name, path }) => ({ value: id, label: visibleText(name), hint: visibleText(path) }))}
        />
      </Field>
      <Field label="Event">
        <Combobox
          value={sample ? keyOf(sample) : ''}
          onChange={setChosen}
          placeholder="Search events"
          groups={[...groups].map(([label, items]) => ({
            label,
            items: items.map((item) => ({ value: keyOf(item), label: item.type, hint: item.label }))
          }))}
        />
      </Field>
      <div className="flex flex-col gap-1">
        <span className="text-12 font-medium">Way</span>
        <RadioList
          label="Way"
          value={reachable ? via : 'listener'}
          onChange={setVia}
          options={[
            { value: 'listener', label: 'Straight to the listener', hint: 'On this machine.' },
            {
              value: 'public',
              label: 'Through the public URL',
              hint: reachable ? 'Out to the internet and back, as the provider’s would come.' : 'The tunnel is closed.',
              disabled: !reachable
            }
          ]}
        />
      </div>
    </form>
  )
}

function keyOf({ provider, type }: SampleInfo): string {
  return `${provider} ${type}`
}
