/** Deliveries and stores for the store's tests. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Delivery } from '../../electron/core/deliveries/delivery.ts'
import { openStore } from '../../electron/core/store/open-store.ts'
import type { OpenStoreOptions, Store, StoreEvent } from '../../electron/core/store/store.ts'

export const wideRetention = { maxDeliveries: 10_000_000, maxAgeDays: 0, maxBytes: 1_099_511_627_776 }

export interface TestStore extends AsyncDisposable {
  readonly store: Store
  readonly folder: string
  readonly events: StoreEvent[]
}

/** A store in a folder of its own, or in `folder`; both end with the scope. */
export async function openTestStore(options: Partial<OpenStoreOptions> = {}): Promise<TestStore> {
  const folder = options.dataFolder ?? (await makeFolder())
  const events: StoreEvent[] = []
  const store = await openStore({
    retention: wideRetention,
    durability: 'normal',
    onEvent: (event) => events.push(event),
    ...options,
    dataFolder: folder
  })
  return {
    store,
    folder,
    events,
    async [Symbol.asyncDispose]() {
      await store.close()
      if (options.dataFolder === undefined) await rm(folder, { recursive: true, force: true })
    }
  }
}

export function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'hooklab-store-'))
}

/** A delivery like the listener makes them. */
export function makeDelivery(store: Pick<Store, 'nextDeliveryId'>, fields: Partial<Delivery> = {}): Delivery {
  const at = fields.firstByteAt ?? Date.now()
  const body = fields.body ?? new TextEncoder().encode('{"hello":"world"}')
  return {
    id: store.nextDeliveryId(at),
    endpointId: 'ep_1',
    method: 'POST',
    url: '/webhook',
    httpVersion: '1.1',
    headers: [['Content-Type', 'application/json']],
    trailers: [],
    receivedBytes: body.byteLength,
    incomplete: false,
    remoteAddress: '127.0.0.1',
    viaTunnel: false,
    firstByteAt: at,
    lastByteAt: at + 1,
    provider: 'generic',
    verdict: { status: 'unsigned' },
    handshake: false,
    reply: {
      status: 200,
      headers: [['Content-Type', 'application/json']],
      body: new TextEncoder().encode('{"message":"Webhook received"}')
    },
    durationMs: 1.5,
    log: [{ atMs: 0, step: 'received', text: '17 bytes' }],
    ...fields,
    body
  }
}
