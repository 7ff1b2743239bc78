/** Chooses a driver, with what it costs, and opens the tunnel. */
import { Globe } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useState } from 'react'
import type { Tunnel, TunnelDriverInfo, TunnelOptions } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { type FormErrors, noErrors } from '../../components/field-errors.ts'
import { Card } from '../../components/page.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { driverErrors } from './driver-errors.ts'
import { DriverFields, filledOptions } from './driver-fields.tsx'
import { DriverSecret } from './driver-secret.tsx'
import { useTunnelActions } from './use-tunnel-actions.ts'

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
    open
      .attempt({ driver: driverId, options: filledOptions(driver, options) })
      .catch((error: unknown) => setErrors(driverErrors(error, options)))
  }
  return (
    <form onSubmit={submit}>
      <Card>
        <Segmented label="How" value={driverId} onChange={setDriverId} options={drivers.map(({ id, label }) => ({ value: id, label }))} />
        {driver && (
          <>
            <p>{driver.summary}</p>
            <DriverFields key={driver.id} driver={driver} options={options} errors={errors.fields} onChange={setOptions} />
            {driver.secret && <DriverSecret key={`${driver.id} secret`} driver={driver.id} secret={driver.secret} />}
            {driver.costs.length > 0 && <Costs costs={driver.costs} />}
          </>
        )}
        {errors.rest !== undefined && (
          <Banner shape="card" tone="danger" urgent title="The tunnel was not opened">
            {errors.rest}
          </Banner>
        )}
        <div className="sticky bottom-0 -mx-4 -mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-b-panel border-t border-line bg-raised px-4 py-3">
          <p className="min-w-48 flex-1 text-12 text-muted">
            Opening it makes the listener’s endpoints reachable by anyone who knows the URL. Nothing else on this machine is.
          </p>
          <Button type="submit" variant="primary" icon={<Globe />} busy={open.busy}>
            Open the tunnel
          </Button>
        </div>
      </Card>
    </form>
  )
}

function Costs({ costs }: { readonly costs: readonly string[] }): ReactNode {
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-12 font-medium">What it costs</h3>
      <ul className="flex list-disc flex-col gap-0.5 pl-4 text-12 text-muted marker:text-faint">
        {costs.map((cost) => (
          <li key={cost}>{cost}</li>
        ))}
      </ul>
    </div>
  )
}
