/** Opens the store: two threads, and the calls that reach them. */
import { deliveryId, deliveryKey, deliveryKeys } from './delivery-id.ts'
import type { OpenStoreOptions, Store } from './store.ts'
import { StoreThreads } from './store-threads.ts'
import { WriteQueue } from './write-queue.ts'

const batchMs = 30_000
/** Deliveries that go in one step: others' batches come between two steps. */
const removalStep = 100
const matchStep = 1000

/** Errors: CONFLICT when another Hooklab has the folder; STORE_FAILED when it can't be used. */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const threads = new StoreThreads(options)
  return connect(threads, deliveryKeys(await threads.lastKey()))
}

function connect(threads: StoreThreads, nextKey: (at: number) => number): Store {
  const queue = new WriteQueue((batch) => threads.write('write', [batch], { transfer: [batch.bytes.buffer], deadlineMs: batchMs }))
  let closing: Promise<void> | undefined
  return {
    nextDeliveryId: (at) => deliveryId(nextKey(at)),
    insertDelivery: (delivery) => queue.insert(delivery),
    updateDelivery: (id, patch) => queue.run('updateDelivery', id, patch),
    async removeDeliveries(q, now) {
      await queue.idle()
      const upTo = nextKey(now)
      return q === undefined || q.trim() === '' ? removeUnstarred(threads, upTo) : removeMatching(threads, q, upTo, now)
    },
    async removeSome(ids) {
      await queue.idle()
      return removeKeys(
        threads,
        ids.flatMap((id) => deliveryKey(id) ?? [])
      )
    },
    listDeliveries: (input) => threads.read('list', [input]),
    getSummaries: (ids) => threads.read('summaries', [ids]),
    getDelivery: (id) => threads.read('detail', [id]),
    getDeliveryBytes: (id) => threads.read('wholeBytes', [id]),
    getByteRange: (id, part, offset, length, decompress) => threads.read('byteRange', [id, { part, offset, length, decompress }]),
    relatedDeliveries: (id) => threads.read('related', [id]),
    eventDeliveries: (id) => threads.read('eventDeliveries', [id]),
    counts: () => threads.read('counts', []),
    matchingIds: (input) => allMatching(threads, input, nextKey(input.now)),
    ...sendingCalls(threads, queue),
    loadConfig: () => threads.read('config', []),
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
    getNote: (key) => threads.read('note', [key]),
    appendListenerLog: (entry) => queue.run('appendListenerLog', entry),
    listListenerLog: () => threads.read('listenerLog', []),
    configure: (settings) => threads.configure(settings),
    flush: () => queue.idle(),
    close: () => (closing ??= queue.close().then(() => threads.close()))
  }
}

/** What was sent of deliveries, and what is still to be. */
function sendingCalls(threads: StoreThreads, queue: WriteQueue) {
  return {
    insertAttempt: (attempt, effects) => queue.run('insertAttempt', attempt, effects),
    listAttempts: async (deliveryId) => (await threads.read('attempts', [deliveryId, { limit: 500 }])).items,
    pageOfAttempts: (deliveryId, page) => threads.read('attempts', [deliveryId, page]),
    getAttemptRange: (deliveryId, attemptId, range) => threads.read('attemptRange', [deliveryId, attemptId, range]),
    getSendable: (id) => threads.read('sendable', [id]),
    dueRetries: (now, limit) => threads.read('dueRetries', [now, limit]),
    listRetries: (filter, limit) => threads.read('retries', [filter, limit]),
    getRetry: (id) => threads.read('retry', [id]),
    markRetrySending: (id) => queue.run('markRetrySending', id),
    removeRetry: (id) => queue.run('removeRetry', id),
    removeWaitingRetries: (targetId) => queue.run('removeWaitingRetries', targetId ?? null),
    resumeSendings: () => queue.run('resumeSendings'),
    listUntried: (input) => threads.read('untried', [input]),
    listMissed: (targetId, after, limit) => threads.read('missed', [targetId, after, limit]),
    markMissedSending: (targetId, deliveryId) => queue.run('markMissedSending', targetId, deliveryId),
    forgetMissed: (targetId) => queue.run('forgetMissed', targetId),
    targetCounts: () => threads.read('targetCounts', [])
  } satisfies Partial<Store>
}

/** Page by page, so that other reads come between. */
async function allMatching(
  threads: StoreThreads,
  { q, limit, now }: { readonly q: string; readonly limit: number; readonly now: number },
  upTo: number
): Promise<string[]> {
  const newestFirst: string[] = []
  let before = upTo
  while (newestFirst.length < limit) {
    const step = Math.min(matchStep, limit - newestFirst.length)
    const keys = await threads.read('matchingKeys', [{ q, before, limit: step, now }])
    for (const key of keys) newestFirst.push(deliveryId(key))
    const last = keys.at(-1)
    if (last === undefined || keys.length < step) break
    before = last
  }
  return newestFirst.toReversed()
}

async function removeUnstarred(threads: StoreThreads, upTo: number): Promise<number> {
  let removed = 0
  for (let step = removalStep; step === removalStep; removed += step) step = await threads.write('removeOldest', [upTo, removalStep])
  return removed
}

/** Step by step, neighbours together: what providers wait for is written in between. */
async function removeKeys(threads: StoreThreads, keys: readonly number[]): Promise<number> {
  const sorted = keys.toSorted((one, other) => one - other)
  let removed = 0
  for (let at = 0; at < sorted.length; at += removalStep) removed += await threads.write('remove', [sorted.slice(at, at + removalStep)])
  return removed
}

async function removeMatching(threads: StoreThreads, q: string, upTo: number, now: number): Promise<number> {
  let removed = 0
  let before = upTo
  for (;;) {
    const keys = await threads.read('matchingKeys', [{ q, before, limit: removalStep, now }])
    if (keys.length > 0) removed += await threads.write('remove', [keys])
    const last = keys.at(-1)
    if (last === undefined || keys.length < removalStep) return removed
    before = last
  }
}
