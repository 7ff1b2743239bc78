/** What a provider's challenge asks for, done only when the developer agrees. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Handshake } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../electron/contract/index.ts'
import { Banner } from '../../components/banner.tsx'
import { Button } from '../../components/ui/button.tsx'
import { toast } from '../../components/ui/toast.tsx'
import { Visible } from '../../components/visible.tsx'
import { toProblem } from '../../lib/problems.ts'
import { useClient } from '../../lib/services.tsx'

const words = {
  secret: { title: 'The provider offers its signing secret', button: 'Add the secret', done: 'The secret is added' },
  confirmation: { title: 'The provider asks for a confirmation', button: 'Confirm', done: 'The subscription is confirmed' }
} as const

export function HandshakeRequest({ delivery }: { readonly delivery: DeliveryDetail }): ReactNode {
  const client = useClient()
  const cache = useQueryClient()
  const accept = useMutation({
    mutationFn: () => client.deliveries.accept({ id: delivery.id }),
    onSuccess: () => {
      if (delivery.asks !== undefined) toast({ kind: 'success', title: words[delivery.asks.kind].done })
      void cache.invalidateQueries()
    },
    onError: (error) => toast({ kind: 'danger', title: 'That did not work', description: toProblem(error).message })
  })
  if (delivery.asks === undefined) return null
  const { title, button } = words[delivery.asks.kind]
  return (
    <Banner
      shape="card"
      tone="info"
      icon={<Handshake />}
      title={title}
      actions={
        <Button size="small" busy={accept.isPending} onClick={() => accept.mutate()}>
          {button}
        </Button>
      }
    >
      <Visible text={delivery.asks.text} />
    </Banner>
  )
}
