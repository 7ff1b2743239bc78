/** Stores and deliveries for the store's tests. */
import type { Delivery } from '../../electron/core/deliveries/delivery.ts'
import { openStore } from '../../electron/core/store/open-store.ts'
import type { OpenStoreOptions, Store, StoreEvent } from '../../electron/core/store/store.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

export const wideRetention = { maxDeliveries: 10_000_000, maxAgeDays: 0, maxBytes: 1_099_511_627_776 }

export interface TestStore extends AsyncDisposable {
  readonly store: Store
  readonly folder: string
  readonly events: readonly StoreEvent[]
  /** Resolves once the events fulfil a condition. */
  readonly until: (condition: (events: readonly StoreEvent[]) => boolean) => Promise<void>
}

/** A store in a folder of its own, or in `dataFolder`; both end with the scope. */
export async function openTestStore(options: Partial<OpenStoreOptions> = {}): Promise<TestStore> {
  const folder = options.dataFolder === undefined ? await temporaryFolder() : undefined
  const dataFolder = options.dataFolder ?? folder?.path ?? ''
  const events: StoreEvent[] = []
  let watch = (): void => undefined
  const onEvent = (event: StoreEvent): void => {
    events.push(event)
    watch()
  }
  const store = await openStore({ retention: wideRetention, durability: 'normal', onEvent, ...options, dataFolder })
  return {
    store,
    folder: dataFolder,
    events,
    until(condition) {
      const fulfilled = new Promise<void>((resolve) => {
        watch = () => {
          if (condition(events)) resolve()
        }
        watch()
      })
      return withDeadline(fulfilled, 20_000, `the events stayed ${JSON.stringify(events)}`)
    },
    async [Symbol.asyncDispose]() {
      await store.close()
      await folder?.[Symbol.asyncDispose]()
    }
  }
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A delivery like the listener makes them. */
export function makeDelivery(store: Pick<Store, 'nextDeliveryId'>, fields: Partial<Delivery> = {}): Delivery {
  const at = fields.firstByteAt ?? Date.now()
  const body = fields.body ?? utf8('{"hello":"world"}')
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
    reply: { status: 200, headers: [['Content-Type', 'application/json']], body: utf8('{"message":"Webhook received"}') },
    durationMs: 1.5,
    log: [{ atMs: 0, step: 'received', text: '17 bytes' }],
    ...fields,
    body
  }
}

/** Inserts all of them in one go, and answers them in that order. */
export async function insertAll(store: Store, fields: readonly Partial<Delivery>[]): Promise<Delivery[]> {
  const deliveries = fields.map((some) => makeDelivery(store, some))
  await Promise.all(deliveries.map((delivery) => store.insertDelivery(delivery)))
  return deliveries
}

/** The ids of a whole list, page by page. */
export async function listIds(store: Store, q?: string, limit = 100): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.listDeliveries({
      limit,
      now: Date.now(),
      ...(q === undefined ? {} : { q }),
      ...(cursor === undefined ? {} : { cursor })
    })
    ids.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return ids
}
