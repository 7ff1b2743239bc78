/** The reader's thread: whatever it reads, it never holds up a delivery. */
import type { BytesView, DeliveryDetail, DeliverySummary, ListenerLogEntry } from '../../contract/index.ts'
import { listPage, matchingKeys, relatedPage, type ListInput } from './delivery-lists.ts'
import { eventDeliveries, type EventDeliveries } from './event-deliveries.ts'
import { readAttempts, readByteRange, readDetail, readWholeBytes } from './delivery-views.ts'
import { Reader, type ReaderOptions } from './reader.ts'
import { IndexFailure } from './search/search-index.ts'
import { deliveryKey } from './delivery-id.ts'
import { readAttemptRange, readDueRetries, readSendable, readSummaries, readTargetCounts, readUntried } from './sending-views.ts'
import type { SendableDelivery, StoredMissed, StoredRetry, TargetCounts, Untried, UntriedInput } from './sending-rows.ts'
import type { AttemptPage, AttemptPageInput, AttemptRange, DeliveryPage, StoreCounts, StoredConfig } from './store.ts'
import type { RetryFilter } from './tables/retries.ts'
import type { BodyPart } from './tables/captures.ts'
import { serveThread, Transferred } from './thread-server.ts'

let reader: Reader | undefined

function current(): Reader {
  if (reader === undefined) throw new Error('The reader is not open.')
  return reader
}

const use: Reader['use'] = (read) => current().use(read)

const searching = <Value>(search: (sources: Parameters<typeof listPage>[0]) => Promise<Value>): Promise<Value> =>
  use(async ({ database, reads, keeper }) => {
    const { index } = keeper
    if (index === undefined) return search({ database, reads })
    try {
      return await search({ database, reads, index })
    } catch (error) {
      if (!(error instanceof IndexFailure)) throw error
      keeper.failed(error.cause)
      return search({ database, reads })
    }
  })

const operations = {
  open(options: ReaderOptions): void {
    reader = new Reader(options)
  },
  list: (input: ListInput): Promise<DeliveryPage> => searching((sources) => listPage(sources, input)),
  matchingKeys: (input: Parameters<typeof matchingKeys>[1]): Promise<number[]> => searching((sources) => matchingKeys(sources, input)),
  related: (id: string): Promise<DeliveryPage> => searching((sources) => relatedPage(sources, id)),
  eventDeliveries: (id: string): Promise<EventDeliveries> => searching((sources) => eventDeliveries(sources, id)),
  summaries: (ids: readonly string[]): Promise<DeliverySummary[]> => use(({ reads }) => readSummaries(reads, ids)),
  detail: (id: string): Promise<DeliveryDetail> => use(({ reads }) => readDetail(reads, id)),
  async wholeBytes(id: string): Promise<Transferred<{ body: Uint8Array; response?: Uint8Array }>> {
    const bytes = await use(({ reads }) => readWholeBytes(reads, id))
    return new Transferred(bytes, bytes.response === undefined ? [bytes.body.buffer] : [bytes.body.buffer, bytes.response.buffer])
  },
  byteRange: (
    id: string,
    range: { part: BodyPart; offset: number; length: number; decompress: boolean }
  ): Promise<BytesView & { offset: number }> => use(({ reads }) => readByteRange(reads, id, range)),
  attempts: (id: string, page: AttemptPageInput): Promise<AttemptPage> => use(({ reads }) => readAttempts(reads, id, page)),
  attemptRange: (deliveryId: string, attemptId: string, range: AttemptRange): Promise<BytesView & { offset: number }> =>
    use(({ reads }) => readAttemptRange(reads, deliveryId, attemptId, range)),
  async sendable(id: string): Promise<Transferred<SendableDelivery>> {
    const delivery = await use(({ reads }) => readSendable(reads, id))
    return new Transferred(delivery, [delivery.body.buffer])
  },
  dueRetries: (now: number, limit: number): Promise<{ items: StoredRetry[]; nextAt?: number }> =>
    use(({ reads }) => readDueRetries(reads, now, limit)),
  retries: (filter: RetryFilter, limit: number): Promise<{ items: StoredRetry[]; total: number }> =>
    use(({ reads }) => ({ items: reads.listRetries(filter, limit), total: reads.countRetries(filter) })),
  retry: (id: string): Promise<StoredRetry | undefined> => use(({ reads }) => reads.retry(id)),
  untried: (input: UntriedInput): Promise<Untried> => use(({ reads }) => readUntried(reads, input)),
  missed: (targetId: string, after: string | undefined, limit: number): Promise<{ items: StoredMissed[]; total: number }> =>
    use(({ reads }) => ({
      items: reads.missedOf(targetId, after === undefined ? 0 : (deliveryKey(after) ?? 0), limit),
      total: reads.countMissed(targetId)
    })),
  targetCounts: (): Promise<TargetCounts[]> => use(({ reads }) => readTargetCounts(reads)),
  counts: (): Promise<StoreCounts> => use((opened) => current().counts(opened)),
  config: (): Promise<StoredConfig> => use(({ reads }) => reads.config()),
  note: (key: string): Promise<unknown> => use(({ reads }) => reads.getNote(key)),
  listenerLog: (): Promise<ListenerLogEntry[]> => use(({ reads }) => reads.listListenerLog()),
  close(): void {
    reader?.close()
    reader = undefined
  }
}

export type ReaderThread = typeof operations

serveThread(operations)
