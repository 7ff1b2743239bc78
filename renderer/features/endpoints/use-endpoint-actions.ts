/** What can be done to endpoints. Results go straight into the cache; the stream of changes tells the other windows. */
import { useQueryClient } from '@tanstack/react-query'
import type { Endpoint, EndpointInput, EndpointPatch } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface EndpointActions {
  readonly create: Action<EndpointInput, Endpoint>
  readonly update: Action<EndpointPatch & { readonly id: string }, Endpoint>
  readonly remove: Action<string, unknown>
  readonly addSecret: Action<{ readonly id: string; readonly value: string; readonly label: string }, unknown>
  readonly removeSecret: Action<{ readonly id: string; readonly secretId: string }, unknown>
}

export function useEndpointActions(): EndpointActions {
  const client = useClient()
  const cache = useQueryClient()
  const put = (endpoint: Endpoint): void => {
    cache.setQueryData<Endpoint[]>(
      keys.endpoints,
      (items) =>
        items &&
        (items.some(({ id }) => id === endpoint.id)
          ? items.map((item) => (item.id === endpoint.id ? endpoint : item))
          : [...items, endpoint])
    )
  }
  const readAgain = async (id: string): Promise<void> => put(await client.endpoints.get({ id }))
  return {
    create: useAction({
      failure: 'The endpoint was not created',
      act: (input: EndpointInput) => client.endpoints.create(input),
      onDone: put
    }),
    update: useAction({
      failure: 'The endpoint was not saved',
      act: (patch: EndpointPatch & { readonly id: string }) => client.endpoints.update(patch),
      onDone: put
    }),
    remove: useAction({
      failure: 'The endpoint was not deleted',
      act: (id: string) => client.endpoints.remove({ id }),
      onDone: (_done, id) => cache.setQueryData<Endpoint[]>(keys.endpoints, (items) => items?.filter((item) => item.id !== id))
    }),
    addSecret: useAction({
      failure: 'The secret was not added',
      act: async (input: { readonly id: string; readonly value: string; readonly label: string }) => {
        await client.endpoints.addSecret(input)
        await readAgain(input.id)
      }
    }),
    removeSecret: useAction({
      failure: 'The secret was not removed',
      act: async (input: { readonly id: string; readonly secretId: string }) => {
        await client.endpoints.removeSecret(input)
        await readAgain(input.id)
      }
    })
  }
}
