/** Sends a delivery again with one key or press: to the first target that is on, or asks where to when there is none. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useServices } from '../../lib/services.tsx'
import { findTarget } from '../deliveries/find-target.ts'
import { useResend } from './use-resend.ts'

/** `advised`: signed anew where its own signature is too old by now. */
export type SignHow = 'advised' | 'signed' | 'original'

const resignOf = { advised: 'advised', signed: true, original: false } as const

export function useSendAgain(): (id: string, how: SignHow) => void {
  const { client, live, ui } = useServices()
  const cache = useQueryClient()
  const resend = useResend()
  return useCallback(
    (id, how) => {
      const endpointId = live.feed.row(live.feed.indexOf(id))?.endpointId
      void findTarget({ client, cache, deliveryId: id, endpointId }).then((target) => {
        if (target) resend({ id, targetId: target.id, resign: resignOf[how] })
        else ui.setState({ dialog: { kind: how === 'signed' ? 'resign' : 'url', id } })
      })
    },
    [client, live, ui, cache, resend]
  )
}
