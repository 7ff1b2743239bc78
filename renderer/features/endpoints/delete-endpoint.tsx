/** Deletes an endpoint after asking once. Its secrets go for good, so there is nothing to undo it with. */
import { type ReactNode, useState } from 'react'
import type { Endpoint } from '../../../electron/contract/index.ts'
import { go } from '../../app/location.ts'
import { Section } from '../../components/section.tsx'
import { AlertDialog } from '../../components/ui/alert-dialog.tsx'
import { Button } from '../../components/ui/button.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { reportNotSaved } from '../../components/use-action.ts'
import { useFaults, useTargets } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'
import { visibleText } from '../../lib/visible-text.ts'
import { useEndpointActions } from './use-endpoint-actions.ts'

export function DeleteEndpoint({ endpoint }: { readonly endpoint: Endpoint }): ReactNode {
  const [asking, setAsking] = useState(false)
  const { remove } = useEndpointActions()
  const { secrets } = endpoint
  const name = visibleText(endpoint.name)
  const restore = useRestore(endpoint)
  const confirm = (): void => {
    setAsking(false)
    remove.attempt(endpoint.id).then(
      () => {
        go({ screen: 'endpoints' })
        // Secrets can't be read back, so an endpoint that had one could not be made again as it was.
        toast({
          kind: 'success',
          title: `${name} was deleted`,
          ...(secrets.length === 0 && { action: { label: 'Undo', onPress: () => void restore().catch(reportNotSaved) } })
        })
      },
      () => remove.run(endpoint.id)
    )
  }
  return (
    <Section title="Delete">
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-panel border border-line bg-raised p-4">
        <p className="min-w-48 flex-1 text-muted">
          Requests to {visibleText(endpoint.path)} will get 404 from then on. Deliveries that have come stay.
        </p>
        <Button onClick={() => setAsking(true)}>Delete endpoint…</Button>
      </div>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={`Delete ${name}?`}
        description={<Losses endpoint={endpoint} />}
        confirmLabel="Delete endpoint"
        onConfirm={confirm}
      />
    </Section>
  )
}

/** Makes the endpoint again, with the targets and fault rules it has now. */
function useRestore(endpoint: Endpoint): () => Promise<void> {
  const client = useClient()
  const { create } = useEndpointActions()
  const { data: targets = [] } = useTargets(endpoint.id)
  const { data: faults = [] } = useFaults(endpoint.id)
  return async () => {
    const { id: _id, secrets: _secrets, createdAt: _createdAt, ...fields } = endpoint
    const made = await create.attempt(fields)
    for (const target of targets) await client.targets.create({ ...target, id: made.id })
    for (const fault of faults) await client.faults.create({ ...fault, id: made.id })
    go({ screen: 'endpoints', id: made.id })
  }
}

function Losses({ endpoint }: { readonly endpoint: Endpoint }): ReactNode {
  const count = endpoint.secrets.length
  const secrets = count === 0 ? '' : count === 1 ? ' Its secret is lost for good.' : ` Its ${count} secrets are lost for good.`
  return `Its targets and fault rules go with it.${secrets} Deliveries that have come stay in the list.`
}
