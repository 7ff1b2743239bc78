/** Receiving for the tests of sending: deliveries that are in the store, with an endpoint of their own. */
import type { HeaderPair } from '../../electron/contract/index.ts'
import { exchangeRaw } from '../helpers/raw-http.ts'
import type { RunningApp } from '../helpers/running-app.ts'

export interface Receiver {
  readonly endpointId: string
  readonly path: string
  /** Sends bytes to the listener as they are. Answers with the delivery's id. */
  receive(body: Uint8Array | string, headers?: readonly HeaderPair[]): Promise<string>
}

/** An endpoint that takes whatever comes. */
export async function openReceiver(hooklab: RunningApp, path: string, scheme = 'generic', secret?: string): Promise<Receiver> {
  const { id: endpointId } = await hooklab.client.endpoints.create({ name: path, path, scheme, onInvalid: 'observe', requireJson: false })
  if (secret !== undefined) await hooklab.client.endpoints.addSecret({ id: endpointId, value: secret })
  return {
    endpointId,
    path,
    async receive(body, headers = []) {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
      const head = `POST ${path} HTTP/1.1\r\nHost: public.example\r\n${lines}Content-Length: ${bytes.byteLength}\r\n\r\n`
      await exchangeRaw(hooklab.port, Buffer.concat([Buffer.from(head, 'latin1'), bytes]))
      const { items } = await hooklab.client.deliveries.list({ limit: 1 })
      return items[0]?.id ?? ''
    }
  }
}
