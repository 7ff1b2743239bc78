/** What can be done to the tunnel. It answers at once; how it goes on comes as changes. */
import { useQueryClient } from '@tanstack/react-query'
import type { OpenTunnelInput, Tunnel } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { keys } from '../../lib/queries.ts'
import { useClient } from '../../lib/services.tsx'

export interface TunnelActions {
  readonly open: Action<OpenTunnelInput, Tunnel>
  readonly close: Action<void, Tunnel>
  readonly check: Action<void, Tunnel>
  readonly acknowledge: Action<void, Tunnel>
}

export function useTunnelActions(): TunnelActions {
  const client = useClient()
  const cache = useQueryClient()
  const put = (tunnel: Tunnel): void => void cache.setQueryData(keys.tunnel, tunnel)
  return {
    open: useAction({ failure: 'The tunnel was not opened', act: (input: OpenTunnelInput) => client.tunnel.open(input), onDone: put }),
    close: useAction({ failure: 'The tunnel was not closed', act: () => client.tunnel.close(), onDone: put }),
    check: useAction({ failure: 'The tunnel was not checked', act: () => client.tunnel.check(), onDone: put }),
    acknowledge: useAction({ failure: 'The notice stays', act: () => client.tunnel.acknowledge(), onDone: put })
  }
}
