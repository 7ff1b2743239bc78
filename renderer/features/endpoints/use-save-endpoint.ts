/** Saves changes of one endpoint one after the other, each made from the endpoint as it then is: no change undoes another. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Endpoint, EndpointPatch } from '../../../electron/contract/index.ts'
import { keys } from '../../lib/queries.ts'
import { useEndpointActions } from './use-endpoint-actions.ts'

/** A change, or how it is made from the endpoint as it is when its turn comes. */
export type EndpointChange = EndpointPatch | ((now: Endpoint) => EndpointPatch)

/** Errors: rejects with what the server says. */
export type SaveEndpoint = (change: EndpointChange) => Promise<Endpoint>

export function useSaveEndpoint(endpoint: Endpoint): SaveEndpoint {
  const cache = useQueryClient()
  const { update } = useEndpointActions()
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (change) => {
    const saving = last.current.then(() => {
      const now = cache.getQueryData<readonly Endpoint[]>(keys.endpoints)?.find(({ id }) => id === endpoint.id) ?? endpoint
      return update.attempt({ id: endpoint.id, ...(typeof change === 'function' ? change(now) : change) })
    })
    // Whoever asked hears of a failure; the next one in line goes on.
    last.current = saving.catch(() => undefined)
    return saving
  }
}
