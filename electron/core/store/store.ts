/**
 * The store as the rest of the product sees it. Deliveries are written by one thread and read by another;
 * the thread that answers providers only sends messages to both.
 */
import type {
  Attempt,
  BytesView,
  DeliveryDetail,
  DeliverySummary,
  EndpointFields,
  Fault,
  ListenerLogEntry,
  SavedFilter,
  Settings,
  Target
} from '../../contract/index.ts'
import type { Delivery, DeliveryPatch } from '../deliveries/delivery.ts'
import type { AttemptEffects, SendableDelivery, StoredMissed, StoredRetry, TargetCounts, Untried, UntriedInput } from './sending-rows.ts'
import type { RetryFilter } from './tables/retries.ts'
import type { EventDeliveries } from './event-deliveries.ts'

/** An endpoint's row: everything but its secrets. */
export type EndpointRow = EndpointFields & { readonly id: string; readonly createdAt: number }

export interface SecretRow {
  readonly id: string
  readonly endpointId: string
  readonly label: string
  readonly hint: string
  /** As the secret store sealed it. */
  readonly sealed: Uint8Array
  readonly createdAt: number
}

/** An attempt with whole bytes, as it is recorded; bodies may be capped by the caller, `sizeBytes` says the full size. */
export interface AttemptRow {
  readonly id: string
  readonly deliveryId: string
  readonly targetId?: string
  readonly targetUrl: string
  readonly kind: Attempt['kind']
  readonly number: number
  readonly sentAt: number
  readonly outcome: Attempt['outcome']
  readonly timings: Attempt['timings']
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Attempt['request']['headers']
    readonly edited: boolean
    readonly resigned: boolean
    readonly fault?: Attempt['request']['fault']
    readonly body: StoredBody
  }
  readonly response?: { readonly status: number; readonly headers: Attempt['request']['headers']; readonly body: StoredBody }
  readonly lineage?: Attempt['lineage']
}

/** `bytes` left out means: the delivery's own body, untouched. */
export interface StoredBody {
  readonly bytes?: Uint8Array
  readonly sizeBytes: number
}

export interface AttemptPageInput {
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface AttemptPage {
  readonly items: Attempt[]
  readonly nextCursor?: string
}

export interface AttemptRange {
  readonly part: 'request' | 'response'
  readonly offset: number
  readonly length: number
}

export interface StoredConfig {
  readonly endpoints: readonly EndpointRow[]
  readonly secrets: readonly SecretRow[]
  readonly faults: readonly Fault[]
  readonly targets: readonly Target[]
  readonly filters: readonly SavedFilter[]
  /** What was saved of the settings; defaults are added by the reader. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** One of these is told when it happens: storing fails, works again, or a damaged file was set aside. */
export type StoreEvent =
  | { readonly kind: 'failing'; readonly code: string; readonly message: string }
  | { readonly kind: 'recovered' }
  | { readonly kind: 'set_aside'; readonly file: string; readonly reason: string }
  | { readonly kind: 'removed'; readonly ids: readonly string[] }

export interface CommittedDelivery {
  /** How many earlier deliveries of the same endpoint carried the same event id. */
  readonly redelivery: number
}

export interface DeliveryPage {
  readonly items: readonly DeliverySummary[]
  readonly nextCursor?: string
}

export interface StoreCounts {
  readonly deliveries: number
  readonly failed: number
  readonly unrouted: number
  readonly storeBytes: number
}

/**
 * Errors: everything rejects with an AppError. STORE_FAILED means that nothing was written; BAD_REQUEST that a filter can't be
 * read, with the place named; NOT_FOUND that the id is gone.
 */
export interface Store {
  /** A fresh id for a delivery received at `at` (epoch ms): unique, and sorted by time. */
  nextDeliveryId(at: number): string
  /** Resolves after the row is committed; many calls share one commit. */
  insertDelivery(delivery: Delivery): Promise<CommittedDelivery>
  updateDelivery(id: string, patch: DeliveryPatch): Promise<void>
  /** Deletes what matches (all but starred without a filter). Answers how many. */
  removeDeliveries(q: string | undefined, now: number): Promise<number>
  /** Those with these ids, starred ones too; what is no id of a delivery is left out. Answers how many there were. */
  removeSome(ids: readonly string[]): Promise<number>

  listDeliveries(input: {
    readonly q?: string
    readonly cursor?: string
    readonly limit: number
    readonly now: number
  }): Promise<DeliveryPage>
  getDelivery(id: string): Promise<DeliveryDetail>
  /** As lists show them; those that are gone are left out. */
  getSummaries(ids: readonly string[]): Promise<readonly DeliverySummary[]>
  /** The stored bytes whole, for sending again. */
  getDeliveryBytes(id: string): Promise<{ readonly body: Uint8Array; readonly response?: Uint8Array }>
  getByteRange(
    id: string,
    part: 'body' | 'response',
    offset: number,
    length: number,
    decompress: boolean
  ): Promise<BytesView & { offset: number }>
  relatedDeliveries(id: string): Promise<DeliveryPage>
  /** Every delivery of the same event, itself among them. */
  eventDeliveries(id: string): Promise<EventDeliveries>
  counts(): Promise<StoreCounts>

  /** All in one transaction. Of a delivery that is gone nothing is kept. */
  insertAttempt(attempt: AttemptRow, effects?: AttemptEffects): Promise<void>
  /** The newest 500. */
  listAttempts(deliveryId: string): Promise<readonly Attempt[]>
  /** Newest first. `cursor` is what the page before ended with. */
  pageOfAttempts(deliveryId: string, page: AttemptPageInput): Promise<AttemptPage>
  getAttemptRange(deliveryId: string, attemptId: string, range: AttemptRange): Promise<BytesView & { offset: number }>

  /** What sending a delivery again needs, in one reading. */
  getSendable(id: string): Promise<SendableDelivery>
  /** The ids of what matches, oldest first, at most `limit` of the newest. Errors: BAD_REQUEST. */
  matchingIds(input: { readonly q: string; readonly limit: number; readonly now: number }): Promise<readonly string[]>

  /** Waiting ones that are due, the first one first, and when the first is that is not due yet. */
  dueRetries(now: number, limit: number): Promise<{ readonly items: readonly StoredRetry[]; readonly nextAt?: number }>
  listRetries(filter: RetryFilter, limit: number): Promise<{ readonly items: readonly StoredRetry[]; readonly total: number }>
  getRetry(id: string): Promise<StoredRetry | undefined>
  /** Resolves once it is written down that it leaves now. */
  markRetrySending(id: string): Promise<void>
  removeRetry(id: string): Promise<void>
  removeWaitingRetries(targetId: string | undefined): Promise<void>
  /** What was under way when the last run was cut off waits again, and is marked. */
  resumeSendings(): Promise<void>

  /** What was answered with 2xx and has no attempt at a target, stretch by stretch. */
  listUntried(input: UntriedInput): Promise<Untried>

  /** Oldest first, after a delivery. */
  listMissed(
    targetId: string,
    after: string | undefined,
    limit: number
  ): Promise<{ readonly items: readonly StoredMissed[]; readonly total: number }>
  markMissedSending(targetId: string, deliveryId: string): Promise<void>
  forgetMissed(targetId: string): Promise<void>
  /** Of every target that has any. */
  targetCounts(): Promise<readonly TargetCounts[]>

  loadConfig(): Promise<StoredConfig>
  putEndpoint(row: EndpointRow): Promise<void>
  removeEndpoint(id: string): Promise<void>
  putSecret(row: SecretRow): Promise<void>
  removeSecret(id: string): Promise<void>
  putFault(fault: Fault): Promise<void>
  removeFault(id: string): Promise<void>
  putTarget(target: Target): Promise<void>
  removeTarget(id: string): Promise<void>
  putFilter(filter: SavedFilter): Promise<void>
  removeFilter(id: string): Promise<void>
  putSettings(settings: Settings): Promise<void>
  /** A free JSON value under a key: window bounds, the last tunnel. */
  putNote(key: string, value: unknown): Promise<void>
  getNote(key: string): Promise<unknown>

  appendListenerLog(entry: ListenerLogEntry): Promise<void>
  listListenerLog(): Promise<readonly ListenerLogEntry[]>

  /** Retention and durability as they are now; takes effect at once. */
  configure(settings: Pick<Settings, 'retention' | 'durability'>): void
  /** Resolves when all that was accepted is committed. */
  flush(): Promise<void>
  close(): Promise<void>
}

export interface OpenStoreOptions {
  /** Absolute path of the data folder. */
  readonly dataFolder: string
  readonly retention: Settings['retention']
  readonly durability: Settings['durability']
  readonly onEvent: (event: StoreEvent) => void
}
