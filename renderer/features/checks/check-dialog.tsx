/** What a check needs to know: how the app verifies, where it listens, and what to send. */
import { Play } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import type { CheckInput, Endpoint, SchemeInfo } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Combobox } from '../../components/ui/combobox.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Select } from '../../components/ui/select.tsx'
import { toProblem } from '../../lib/problems.ts'
import { useEndpoints, useSchemes, useTargets } from '../../lib/queries.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { CheckEventField } from './check-event-field.tsx'
import type { CheckAbout } from './checks-screen.tsx'
import { useStartCheck } from './use-checks.ts'

export interface CheckDialogProps {
  readonly before: CheckAbout
  readonly onClose: () => void
}

export function CheckDialog({ before, onClose }: CheckDialogProps): ReactNode {
  const endpoints = useEndpoints().data
  const schemes = useSchemes().data
  const formId = useId()
  const { attempt, busy } = useStartCheck()
  const [problem, setProblem] = useState<string>()
  const start = (input: CheckInput): void => {
    setProblem(undefined)
    attempt(input).catch((error: unknown) => setProblem(toProblem(error).message))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Check a handler"
      description="About 40 requests go to your app, many of them wrong on purpose. Check an app that is being developed, not one that serves customers."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" icon={<Play />} busy={busy} disabled={!endpoints || !schemes}>
            Run the check
          </Button>
        </>
      }
    >
      {problem !== undefined && (
        <div className="pb-3">
          <Banner tone="danger" shape="card" urgent title="The check was not started">
            {problem}
          </Banner>
        </div>
      )}
      {endpoints && schemes ? (
        <CheckForm formId={formId} endpoints={endpoints} schemes={schemes} before={before} onStart={start} />
      ) : (
        <p className="text-muted">Reading endpoints and providers…</p>
      )}
    </Dialog>
  )
}

interface CheckFormProps {
  readonly formId: string
  readonly endpoints: readonly Endpoint[]
  readonly schemes: readonly SchemeInfo[]
  readonly before: CheckAbout
  readonly onStart: (input: CheckInput) => void
}

type Source = 'endpoint' | 'provider'

const lastUrlKey = 'hooklab.check-url'
const lastStateUrlKey = 'hooklab.check-state-url'
const lastProviderKey = 'hooklab.check-provider'

function CheckForm({ formId, endpoints, schemes, before, onStart }: CheckFormProps): ReactNode {
  const usable = endpoints.filter(({ secrets }) => secrets.length > 0)
  const first = usable.find(({ id }) => id === before.endpointId) ?? usable[0]
  const [source, setSource] = useState<Source>(first && !before.byProvider ? 'endpoint' : 'provider')
  const [endpointId, setEndpointId] = useState(first?.id ?? '')
  const [provider, setProvider] = useState(() => localStorage.getItem(lastProviderKey) ?? 'stripe')
  const [secret, setSecret] = useState('')
  const [typedUrl, setUrl] = useState<string>()
  const [event, setEvent] = useState(before.deliveryId === undefined ? '' : `delivery ${before.deliveryId}`)
  const [stateUrl, setStateUrl] = useState(() => localStorage.getItem(lastStateUrlKey) ?? '')
  const endpoint = source === 'endpoint' ? endpoints.find(({ id }) => id === endpointId) : undefined
  const target = useTargets(endpoint?.id).data?.find(({ enabled }) => enabled)
  const url = typedUrl ?? target?.url ?? localStorage.getItem(lastUrlKey) ?? 'http://localhost:3000/webhooks'

  const submit = (press: SubmitEvent): void => {
    press.preventDefault()
    localStorage.setItem(lastUrlKey, url.trim())
    localStorage.setItem(lastStateUrlKey, stateUrl.trim())
    localStorage.setItem(lastProviderKey, provider)
    onStart({
      ...(endpoint ? { endpointId: endpoint.id } : { provider, secret }),
      ...(target?.url === url.trim() ? { targetId: target.id } : { targetUrl: url.trim() }),
      ...eventOf(event),
      ...(stateUrl.trim() !== '' && { stateUrl: stateUrl.trim() })
    })
  }

  return (
    <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <Segmented
          label="Verified as"
          value={source}
          onChange={(next) => {
            setSource(next)
            setEvent('')
          }}
          options={[
            { value: 'endpoint', label: 'An endpoint of mine' },
            { value: 'provider', label: 'A provider and a secret' }
          ]}
        />
        {source === 'endpoint' ? (
          <EndpointField endpoints={endpoints} schemes={schemes} value={endpointId} onChange={setEndpointId} />
        ) : (
          <ProviderFields schemes={schemes} provider={provider} onProvider={setProvider} secret={secret} onSecret={setSecret} />
        )}
      </div>
      <Field label="URL of your app" hint="On this machine, unless a target at that address has been allowed.">
        <Input mono required value={url} onChange={setUrl} placeholder="http://localhost:3000/webhooks" />
      </Field>
      <CheckEventField provider={endpoint?.scheme ?? provider} endpointId={endpoint?.id} value={event} onChange={setEvent} />
      <Field
        label="State URL"
        optional
        hint="Answers with JSON that counts what events have done, such as orders. It proves that a duplicate had one effect and a forgery none."
      >
        <Input mono value={stateUrl} onChange={setStateUrl} placeholder="http://localhost:3000/debug/orders" />
      </Field>
    </form>
  )
}

/** `delivery ID` or `sample TYPE`; empty is the provider's first sample. */
function eventOf(value: string): Pick<CheckInput, 'deliveryId' | 'sampleType'> {
  const [kind, ...rest] = value.split(' ')
  if (kind === 'delivery') return { deliveryId: rest.join(' ') }
  return kind === 'sample' ? { sampleType: rest.join(' ') } : {}
}

interface EndpointFieldProps {
  readonly endpoints: readonly Endpoint[]
  readonly schemes: readonly SchemeInfo[]
  readonly value: string
  readonly onChange: (id: string) => void
}

function EndpointField({ endpoints, schemes, value, onChange }: EndpointFieldProps): ReactNode {
  return (
    <Field label="Endpoint" hint="Its scheme, options and secrets are used: your app verifies with the same ones.">
      <Select
        value={value}
        onChange={onChange}
        options={endpoints.map(({ id, name, scheme, secrets }) => ({
          value: id,
          label: visibleText(name),
          hint: secrets.length === 0 ? 'Has no secret to sign with' : (schemes.find((one) => one.id === scheme)?.label ?? scheme),
          disabled: secrets.length === 0
        }))}
      />
    </Field>
  )
}

interface ProviderFieldsProps {
  readonly schemes: readonly SchemeInfo[]
  readonly provider: string
  readonly onProvider: (id: string) => void
  readonly secret: string
  readonly onSecret: (secret: string) => void
}

function ProviderFields({ schemes, provider, onProvider, secret, onSecret }: ProviderFieldsProps): ReactNode {
  const signing = schemes.filter(({ canSign }) => canSign)
  const groups = Map.groupBy(signing, ({ group }) => group)
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13rem),1fr))] items-start gap-3">
      <Field label="Provider">
        <Combobox
          value={provider}
          onChange={onProvider}
          placeholder="Search providers"
          groups={[...groups].map(([label, items]) => ({
            label,
            items: items.map((scheme) => ({ value: scheme.id, label: scheme.label }))
          }))}
        />
      </Field>
      <Field label="Secret" hint={signing.find(({ id }) => id === provider)?.secretHint}>
        <Input mono required type="password" value={secret} onChange={onSecret} />
      </Field>
    </div>
  )
}
