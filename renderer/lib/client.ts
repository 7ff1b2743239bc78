/** The typed client of the contract. The transport is chosen once: a message port on the desktop, HTTP in a browser. */
import { createORPCClient } from '@orpc/client'
import { RPCLink as HttpLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../electron/contract/index.ts'
import type { DesktopBridge } from '../../electron/contract/desktop-bridge.ts'
import { receivePort } from './bridge.ts'
import { exchangeToken } from './session.ts'

export type Client = ContractRouterClient<Contract>

export interface Connection {
  readonly client: Client
  readonly host: 'desktop' | 'browser'
}

export interface ConnectOptions {
  readonly bridge: DesktopBridge | undefined
  /** Told when the host no longer accepts this page: the printed URL has to be opened again. */
  readonly onSessionEnded: () => void
}

/** Errors: rejects when the main process hands over no port, or when the host can't be reached to open the session. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  if (options.bridge) {
    const port = await receivePort(options.bridge)
    return { client: createORPCClient(new PortLink({ port })), host: 'desktop' }
  }
  if (!(await exchangeToken())) options.onSessionEnded()
  return {
    client: createORPCClient(new HttpLink({ url: `${location.origin}/rpc`, fetch: watchSession(options.onSessionEnded) })),
    host: 'browser'
  }
}

function watchSession(onSessionEnded: () => void) {
  return async (request: Request, init: RequestInit): Promise<Response> => {
    const response = await fetch(request, { ...init, credentials: 'same-origin' })
    if (response.status === 401) onSessionEnded()
    return response
  }
}
