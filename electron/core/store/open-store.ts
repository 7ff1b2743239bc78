/** Opens the store: two threads, and the calls that reach them. */
import { deliveryId, deliveryKeys } from './delivery-id.ts'
import type { ReaderThread } from './reader-thread.ts'
import type { OpenStoreOptions, Store, StoreEvent } from './store.ts'
import { ThreadClient } from './thread-client.ts'
import { WriteQueue } from './write-queue.ts'
import type { WriterThread } from './writer-thread.ts'

/** Errors: CONFLICT when another Hooklab has the folder; STORE_FAILED when it can't be used. */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { dataFolder, retention, durability, onEvent } = options
  const writer = new ThreadClient<WriterThread>({ name: 'writer', onNotice: (notice) => onEvent(notice as StoreEvent) }) // the writer says nothing else
  const reader = new ThreadClient<ReaderThread>({ name: 'reader' })
  try {
    const { lastKey } = await writer.call('open', [{ dataFolder, retention, durability }])
    await reader.call('open', [{ dataFolder }])
    return connect(writer, reader, lastKey)
  } catch (error) {
    await Promise.all([writer.terminate(), reader.terminate()])
    throw error
  }
}

function connect(writer: ThreadClient<WriterThread>, reader: ThreadClient<ReaderThread>, lastKey: number): Store {
  const nextKey = deliveryKeys(lastKey)
  const queue = new WriteQueue((batch) =>
    writer.call('write', [batch], { transfer: [batch.bytes.buffer as ArrayBuffer], deadlineMs: 30_000 })
  )
  let closing: Promise<void> | undefined
  return {
    nextDeliveryId: (at) => deliveryId(nextKey(at)),
    insertDelivery: (delivery) => queue.insert(delivery),
    updateDelivery: (id, patch) => queue.run('updateDelivery', id, patch),
    removeDeliveries: () => Promise.resolve(0),
    listDeliveries: (input) => reader.call('list', [input]),
    getDelivery: (id) => reader.call('detail', [id]),
    getDeliveryBytes: (id) => reader.call('wholeBytes', [id]),
    getByteRange: (id, part, offset, length, decompress) => reader.call('byteRange', [id, { part, offset, length, decompress }]),
    relatedDeliveries: () => Promise.resolve({ items: [] }),
    counts: () => reader.call('counts', []),
    insertAttempt: (attempt) => queue.run('insertAttempt', attempt),
    listAttempts: (id) => reader.call('attempts', [id]),
    loadConfig: () => reader.call('config', []),
    putEndpoint: (row) => queue.run('putEndpoint', row),
    removeEndpoint: (id) => queue.run('removeEndpoint', id),
    putSecret: (row) => queue.run('putSecret', row),
    removeSecret: (id) => queue.run('removeSecret', id),
    putFault: (fault) => queue.run('putFault', fault),
    removeFault: (id) => queue.run('removeFault', id),
    putTarget: (target) => queue.run('putTarget', target),
    removeTarget: (id) => queue.run('removeTarget', id),
    putFilter: (filter) => queue.run('putFilter', filter),
    removeFilter: (id) => queue.run('removeFilter', id),
    putSettings: (settings) => queue.run('putSettings', settings),
    putNote: (key, value) => queue.run('putNote', key, value),
    getNote: (key) => reader.call('note', [key]),
    appendListenerLog: (entry) => queue.run('appendListenerLog', entry),
    listListenerLog: () => reader.call('listenerLog', []),
    configure(settings) {
      void writer.call('configure', [settings]).catch(() => undefined)
    },
    flush: () => queue.idle(),
    close() {
      closing ??= (async () => {
        await queue.idle()
        await Promise.all([writer.call('close', []), reader.call('close', [])])
        await Promise.all([writer.terminate(), reader.terminate()])
      })()
      return closing
    }
  }
}
