/**
 * What can be done to the tunnel. It answers at once with a state that the stream of changes may have overtaken already, so the
 * answer itself is left alone.
 */
import type { OpenTunnelInput, Tunnel } from '../../../electron/contract/index.ts'
import { type Action, useAction } from '../../components/use-action.ts'
import { useClient } from '../../lib/services.tsx'

export interface TunnelActions {
  readonly open: Action<OpenTunnelInput, Tunnel>
  readonly close: Action<void, Tunnel>
  readonly check: Action<void, Tunnel>
  /** Tries the wished tunnel beside the fallback in use. */
  readonly goBack: Action<void, Tunnel>
  readonly acknowledge: Action<void, Tunnel>
}

export function useTunnelActions(): TunnelActions {
  const client = useClient()
  return {
    open: useAction({ failure: 'The tunnel was not opened', act: (input: OpenTunnelInput) => client.tunnel.open(input) }),
    close: useAction({ failure: 'The tunnel was not closed', act: () => client.tunnel.close() }),
    check: useAction({ failure: 'The tunnel was not checked', act: () => client.tunnel.check() }),
    goBack: useAction({ failure: 'The wished tunnel was not tried', act: () => client.tunnel.goBack() }),
    acknowledge: useAction({ failure: 'The notice stays', act: () => client.tunnel.acknowledge() })
  }
}
