/** Chooses a driver, with what it costs, and opens the tunnel. */
import { Globe } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import type { Tunnel, TunnelDriverInfo, TunnelOptions } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { type FormErrors, formErrors, noErrors } from '../../components/field-errors.ts'
import { Card, FieldGrid } from '../../components/page.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { RadioList } from '../../components/ui/radio-list.tsx'
import { DriverSecret } from './driver-secret.tsx'
import { useTunnelActions } from './use-tunnel-actions.ts'

const fieldNames = [
  'host',
  'subdomain',
  'url',
  'hostname',
  'tunnelName',
  'binary',
  'port',
  'user',
  'identityFile',
  'remoteHost',
  'remotePort'
] as const

export interface OpenTunnelFormProps {
  readonly tunnel: Tunnel
  readonly drivers: readonly TunnelDriverInfo[]
}

export function OpenTunnelForm({ tunnel, drivers }: OpenTunnelFormProps): ReactNode {
  const [driverId, setDriverId] = useState(() => (drivers.some(({ id }) => id === tunnel.driver) ? tunnel.driver : (drivers[0]?.id ?? '')))
  const [options, setOptions] = useState<TunnelOptions>(tunnel.options)
  const [errors, setErrors] = useState<FormErrors>(noErrors)
  const { open } = useTunnelActions()
  const driver = drivers.find(({ id }) => id === driverId)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setErrors(noErrors)
    open.attempt({ driver: driverId, options: filled(driver, options) }).catch((error: unknown) => setErrors(sortErrors(error, options)))
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Card>
        <div className="flex flex-col gap-1">
          <h3 className="text-12 font-medium">How</h3>
          <RadioList
            label="How"
            value={driverId}
            onChange={setDriverId}
            options={drivers.map(({ id, label, summary }) => ({ value: id, label, hint: summary }))}
          />
        </div>
        {driver && driver.costs.length > 0 && <Costs driver={driver} />}
        {driver && driver.fields.length > 0 && (
          <FieldGrid>
            {driver.fields.map(({ name, label, placeholder, required, hint, numeric }) => (
              <Field key={name} label={label} optional={!required} hint={hint} error={errors.fields[name]}>
                <Input
                  mono
                  value={String(options[name] ?? '')}
                  placeholder={placeholder}
                  inputMode={numeric === true ? 'numeric' : undefined}
                  onChange={(text) => setOptions({ ...options, [name]: text })}
                />
              </Field>
            ))}
          </FieldGrid>
        )}
        {driver?.secret && <DriverSecret key={driver.id} driver={driver.id} secret={driver.secret} />}
      </Card>
      {errors.rest !== undefined && (
        <Banner shape="card" tone="danger" urgent title="The tunnel was not opened">
          {errors.rest}
        </Banner>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-48 flex-1 text-12 text-muted">
          Opening it makes the listener’s endpoints reachable by anyone who knows the URL. Nothing else on this machine is.
        </p>
        <Button type="submit" variant="primary" icon={<Globe />} busy={open.busy}>
          Open the tunnel
        </Button>
      </div>
    </form>
  )
}

function Costs({ driver }: { readonly driver: TunnelDriverInfo }): ReactNode {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-12 font-medium">What it costs</h3>
      <ul className="flex list-disc flex-col gap-0.5 pl-4 text-12 text-muted marker:text-faint">
        {driver.costs.map((cost) => (
          <li key={cost}>{cost}</li>
        ))}
      </ul>
    </div>
  )
}

/** What is wrong with an option is told in a sentence that begins with what was typed, in quotes. */
function sortErrors(error: unknown, options: TunnelOptions): FormErrors {
  const sorted = formErrors(error, fieldNames)
  const name = fieldNames.find((known) => sorted.rest?.startsWith(`“${String(options[known] ?? '').trim()}”`))
  return name === undefined || sorted.rest === undefined ? sorted : { fields: { ...sorted.fields, [name]: sorted.rest } }
}

/** Only what the driver knows, and only what was filled in. */
function filled(driver: TunnelDriverInfo | undefined, options: TunnelOptions): TunnelOptions {
  const entries = (driver?.fields ?? []).map(({ name }) => [name, String(options[name] ?? '').trim()] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
