/** A fallback: its driver, and that driver's options. */
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import type { OpenTunnelInput, TunnelDriverInfo, TunnelOptions } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { type FormErrors, noErrors } from '../../components/field-errors.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { driverErrors } from './driver-errors.ts'
import { DriverFields, filledOptions } from './driver-fields.tsx'
import { DriverSecret } from './driver-secret.tsx'

export interface FallbackDialogProps {
  readonly drivers: readonly TunnelDriverInfo[]
  /** What is changed; a new one when left out. */
  readonly fallback: OpenTunnelInput | undefined
  readonly onSave: (fallback: OpenTunnelInput) => Promise<unknown>
  readonly onClose: () => void
}

export function FallbackDialog({ drivers, fallback, onSave, onClose }: FallbackDialogProps): ReactNode {
  const formId = useId()
  const [driverId, setDriverId] = useState(fallback?.driver ?? drivers.find(({ id }) => id !== 'localtunnel')?.id ?? '')
  const [options, setOptions] = useState<TunnelOptions>(fallback?.options ?? {})
  const [errors, setErrors] = useState<FormErrors>(noErrors)
  const [busy, setBusy] = useState(false)
  const driver = drivers.find(({ id }) => id === driverId)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setErrors(noErrors)
    setBusy(true)
    onSave({ driver: driverId, options: filledOptions(driver, options) })
      .then(onClose)
      .catch((error: unknown) => setErrors(driverErrors(error, options)))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={fallback ? 'Change the fallback' : 'New fallback'}
      description="It is opened when the tunnels before it can’t be had. Its URL is another one."
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {fallback ? 'Save' : 'Add fallback'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Segmented label="How" value={driverId} onChange={setDriverId} options={drivers.map(({ id, label }) => ({ value: id, label }))} />
        {driver && (
          <>
            <p className="text-muted">{driver.summary}</p>
            <DriverFields key={driver.id} driver={driver} options={options} errors={errors.fields} onChange={setOptions} />
            {driver.secret && <DriverSecret key={`${driver.id} secret`} driver={driver.id} secret={driver.secret} />}
          </>
        )}
        {errors.rest !== undefined && (
          <Banner shape="card" tone="danger" urgent title="The fallback was not saved">
            {errors.rest}
          </Banner>
        )}
      </form>
    </Dialog>
  )
}
