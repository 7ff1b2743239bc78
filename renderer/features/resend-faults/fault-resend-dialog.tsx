/** Resends a delivery with a fault: what the app is shown, what a sound app does with it, and where it goes. */
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import type { OutboundFaultInfo, OutboundFaultKind } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { LoadProblem } from '../../components/load-problem.tsx'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Field } from '../../components/ui/field.tsx'
import { Input } from '../../components/ui/input.tsx'
import { useTargets } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { useDelivery } from '../detail/use-delivery.ts'
import { useResend } from '../resend/use-resend.ts'
import { OutboundFaultPicker } from './outbound-fault-picker.tsx'

export interface FaultResendDialogProps {
  readonly id: string
  readonly onDone: () => void
}

const lastUrlKey = 'hooklab.resend-url'
const lastFaultKey = 'hooklab.resend-fault'

export function FaultResendDialog({ id, onDone }: FaultResendDialogProps): ReactNode {
  const client = useClient()
  const delivery = useDelivery(id).data
  const targets = useTargets(delivery?.endpointId)
  const faults = useQuery({
    queryKey: ['delivery', id, 'outbound-faults'],
    queryFn: async ({ signal }) => (await client.deliveries.outboundFaults({ id }, { signal })).items,
    staleTime: 0,
    retry: false
  })
  const [chosenKind, setKind] = useState(() => localStorage.getItem(lastFaultKey) ?? 'duplicate')
  const formId = useId()
  const fault = faults.data?.find(({ kind }) => kind === chosenKind) ?? faults.data?.[0]
  const isReady = fault !== undefined && delivery !== undefined && (delivery.endpointId === undefined || targets.isFetched)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDone()}
      size="large"
      title="Resend with a fault"
      description="Your app meets it, on purpose. Where a right signature is needed it is made anew, so that nothing is wrong but the fault."
      footer={
        <>
          <Button variant="ghost" onClick={onDone}>
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            icon={<FlaskConical />}
            disabled={!isReady}
            disabledReason={fault?.unavailable}
          >
            Send
          </Button>
        </>
      }
    >
      {faults.isError && <LoadProblem what="the faults" error={faults.error} onRetry={() => void faults.refetch()} />}
      {isReady && faults.data && (
        <div className="grid grid-cols-[15rem_minmax(0,1fr)] gap-6">
          <div className="-mx-1 max-h-[min(26rem,55dvh)] overflow-y-auto px-1">
            <OutboundFaultPicker faults={faults.data} value={fault.kind} onChange={setKind} />
          </div>
          <FaultForm
            key={targets.data?.length}
            formId={formId}
            fault={fault}
            firstTarget={targets.data?.find(({ enabled }) => enabled)}
            id={id}
            onDone={onDone}
          />
        </div>
      )}
    </Dialog>
  )
}

interface FaultFormProps {
  readonly id: string
  readonly formId: string
  readonly fault: OutboundFaultInfo
  readonly firstTarget: { readonly id: string; readonly url: string } | undefined
  readonly onDone: () => void
}

const expectations: Record<OutboundFaultInfo['expected'], string> = {
  accept: 'A sound app answers 2xx.',
  refuse: 'A sound app answers 4xx and does nothing.',
  survive: 'A sound app may refuse it, and goes on working.'
}

function FaultForm({ id, formId, fault, firstTarget, onDone }: FaultFormProps): ReactNode {
  const resend = useResend()
  const [url, setUrl] = useState(firstTarget?.url ?? localStorage.getItem(lastUrlKey) ?? 'http://127.0.0.1:3000')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (fault.unavailable !== undefined) return
    localStorage.setItem(lastUrlKey, url.trim())
    localStorage.setItem(lastFaultKey, fault.kind satisfies OutboundFaultKind)
    const destination = firstTarget?.url === url.trim() ? { targetId: firstTarget.id } : { targetUrl: url.trim() }
    resend({ id, fault: fault.kind, ...destination })
    onDone()
  }
  return (
    <form id={formId} onSubmit={submit} className="flex min-w-0 flex-col gap-4">
      <div aria-live="polite" className="flex min-h-24 flex-col gap-2">
        <h3 className="text-14">{fault.label}</h3>
        <p>{fault.summary}</p>
        <p className="text-muted">{expectations[fault.expected]}</p>
        {fault.unavailable !== undefined && (
          <Banner tone="warning" shape="card" title="Not for this delivery">
            {fault.unavailable}
          </Banner>
        )}
      </div>
      <Field label="URL" hint="On this machine, unless a target at that address has been allowed.">
        <Input mono required value={url} onChange={setUrl} placeholder="http://127.0.0.1:3000/webhooks" />
      </Field>
    </form>
  )
}
