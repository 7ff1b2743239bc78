/** Carries out what the explainer proposes; the delivery is verified again with it, and the pane shows how it stands then. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Wrench } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Endpoint, Explanation, RemedyAction, SchemeInfo } from '../../../electron/contract/index.ts'
import { Button } from '../../components/ui/button.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { toProblem } from '../../lib/problems.ts'
import { keys, useEndpoints, useSchemes } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface RemedyButtonProps {
  readonly deliveryId: string
  readonly action: RemedyAction
}

export function RemedyButton({ deliveryId, action }: RemedyButtonProps): ReactNode {
  const client = useClient()
  const cache = useQueryClient()
  const endpoints = useEndpoints().data ?? []
  const schemes = useSchemes().data ?? []
  const carryOut = useMutation({
    mutationFn: () => client.deliveries.remedy({ id: deliveryId, action }),
    onSuccess: (explanation) => {
      cache.setQueryData(keys.explanation(deliveryId), explanation)
      void cache.invalidateQueries({ queryKey: keys.delivery(deliveryId), exact: true })
      tellOutcome(explanation)
    },
    onError: (error) => toast({ kind: 'danger', title: 'The endpoint was not changed', description: toProblem(error).message })
  })
  return (
    <Button size="small" icon={<Wrench />} busy={carryOut.isPending} onClick={() => carryOut.mutate()}>
      {remedyText(action, endpoints, schemes)}
    </Button>
  )
}

function tellOutcome({ verdict }: Explanation): void {
  if (verdict.status === 'verified') {
    toast({ kind: 'success', title: 'Verified', description: 'The endpoint is changed. Its other deliveries are verified again.' })
  } else {
    toast({ kind: 'info', title: 'The endpoint is changed', description: 'The delivery was verified again and is still not right.' })
  }
}

/** What a press does, by name. */
export function remedyText(action: RemedyAction, endpoints: readonly Endpoint[], schemes: readonly SchemeInfo[]): string {
  switch (action.kind) {
    case 'use_secret': {
      const owner = endpoints.find(({ secrets }) => secrets.some(({ id }) => id === action.secretId))
      const label = owner?.secrets.find(({ id }) => id === action.secretId)?.label
      const name = label === undefined || label === '' ? `the secret of ${owner?.name ?? 'the other endpoint'}` : `secret “${label}”`
      return `Use ${name}`
    }
    case 'mend_secret':
      return 'Mend the stored secret'
    case 'set_scheme':
      return `Change to ${schemes.find(({ id }) => id === action.scheme)?.label ?? action.scheme}`
    case 'set_options':
      return typeof action.schemeOptions['address'] === 'string' ? 'Set this address' : 'Change the options'
    case 'set_tolerance':
      return `Allow ${action.toleranceSeconds.toLocaleString('en-GB')} s`
  }
}
