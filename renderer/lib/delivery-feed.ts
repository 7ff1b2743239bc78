/**
 * The live list: the window of deliveries that match the active filter, fed by changes and by pages of the list.
 * Without a filter what arrives goes straight in. With one the server decides: arrivals only make the first page be read again.
 * At most one state update per animation frame, however many changes come.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeliverySummary } from '../../electron/contract/index.ts'
import type { Client } from './client.ts'
import { DeliveryWindow } from './delivery-window.ts'
import { createFrameBatch, type FrameBatch } from './frame-batch.ts'
import { type CallProblem, isAborted, toProblem } from './problems.ts'

export interface FeedState {
  /** The filter that the rows answer. */
  readonly q: string
  /** Changes with every change of the rows, which are read through the feed. */
  readonly version: number
  readonly size: number
  /** Rows that have come in from the live stream since the page opened. */
  readonly arrived: number
  readonly loading: 'first' | 'older' | undefined
  readonly hasOlder: boolean
  /** The oldest rows were let go to stay within the memory bound. */
  readonly trimmed: boolean
  readonly problem: CallProblem | undefined
  readonly paused: boolean
  /** How many deliveries came while paused. */
  readonly held: number
}

export interface DeliveryFeed {
  readonly state: StoreApi<FeedState>
  row(index: number): DeliverySummary | undefined
  indexOf(id: string): number
  /** True for a moment after a row has arrived live. */
  isFresh(id: string): boolean
  setFilter(q: string): void
  setPaused(paused: boolean): void
  loadOlder(): void
  /** Reads the newest rows again and closes any gap to those held. */
  catchUp(): void
  received(items: readonly DeliverySummary[], skipped: number): void
  updated(items: readonly DeliverySummary[]): void
  removed(ids: readonly string[] | undefined): void
}

export interface FeedOptions {
  readonly client: { readonly deliveries: Pick<Client['deliveries'], 'list'> }
  readonly q: string
  readonly capacity?: number
  readonly now?: () => number
}

const pageSize = 200
/** Pages read to close a gap before the list simply starts anew from the newest. */
const gapPages = 20
const refreshIntervalMs = 250
const freshMs = 700
/** In a flood nothing is tinted: a screen that flickers tells nobody anything. */
const freshBatch = 8

interface Feed {
  readonly options: FeedOptions
  readonly rows: DeliveryWindow
  readonly state: StoreApi<FeedState>
  readonly batch: FrameBatch
  readonly fresh: Map<string, number>
  cursor: string | undefined
  /** Ends calls that answer an earlier filter. */
  generation: AbortController
  catchingUp: boolean
  /** Something was missed while catching up: once more. */
  stale: boolean
  /** What came while catching up; it is newer than anything that is being read. */
  waiting: DeliverySummary[]
  lastCatchUp: number
  arrived: number
  held: number
}

export function createDeliveryFeed(options: FeedOptions): DeliveryFeed {
  const state = createStore<FeedState>(() => ({
    q: options.q,
    version: 0,
    size: 0,
    arrived: 0,
    loading: 'first',
    hasOlder: false,
    trimmed: false,
    problem: undefined,
    paused: false,
    held: 0
  }))
  const rows = new DeliveryWindow({
    capacity: options.capacity ?? 100_000,
    onTrim: () => {
      feed.cursor = undefined
      state.setState({ trimmed: true, hasOlder: false })
    }
  })
  const feed: Feed = {
    options,
    rows,
    state,
    batch: createFrameBatch(() => publish(feed)),
    fresh: new Map(),
    cursor: undefined,
    generation: new AbortController(),
    catchingUp: false,
    stale: false,
    waiting: [],
    lastCatchUp: 0,
    arrived: 0,
    held: 0
  }
  return {
    state,
    row: (index) => rows.at(index),
    indexOf: (id) => rows.indexOf(id),
    isFresh: (id) => now(feed) - (feed.fresh.get(id) ?? -freshMs) < freshMs,
    setFilter: (q) => setFilter(feed, q),
    setPaused: (paused) => setPaused(feed, paused),
    loadOlder: () => void loadOlder(feed),
    catchUp: () => catchUpSoon(feed),
    received: (items, skipped) => received(feed, items, skipped),
    updated: (items) => updated(feed, items),
    removed: (ids) => {
      if (ids) {
        const held = ids.filter((id) => rows.indexOf(id) !== -1)
        if (held.length === 0) return
        rows.remove(new Set(held))
        feed.batch.schedule()
      } else {
        startAnew(feed)
      }
    }
  }
}

function updated(feed: Feed, items: readonly DeliverySummary[]): void {
  if (feed.rows.update(items)) feed.batch.schedule()
  // What was changed may match the filter only now: a status that came with the answer, a star.
  if (feed.state.getState().q !== '') catchUpSoon(feed)
}

function received(feed: Feed, items: readonly DeliverySummary[], skipped: number): void {
  const { paused, q } = feed.state.getState()
  if (paused) {
    feed.held += items.length + skipped
    feed.batch.schedule()
  } else if (q !== '' || skipped > 0) {
    catchUpSoon(feed)
  } else if (feed.catchingUp) {
    feed.waiting.push(...items)
  } else {
    takeIn(feed, items, feed.rows.add(items))
  }
}

/** Counts and marks what came in live. `added` of `items`, which are the newest, were not held before. */
function takeIn(feed: Feed, items: readonly DeliverySummary[], added: number): void {
  if (added <= freshBatch) for (const item of items.slice(0, freshBatch)) feed.fresh.set(item.id, now(feed))
  feed.arrived += added
  feed.batch.schedule()
}

function setFilter(feed: Feed, q: string): void {
  if (feed.state.getState().q === q) return
  feed.state.setState({ q })
  startAnew(feed)
}

function setPaused(feed: Feed, paused: boolean): void {
  if (feed.state.getState().paused === paused) return
  feed.held = 0
  feed.state.setState({ paused, held: 0 })
  if (!paused) catchUpSoon(feed)
}

/** Forgets what is held and reads the first page; the old rows stay on screen until it is there. */
function startAnew(feed: Feed): void {
  feed.generation.abort()
  feed.generation = new AbortController()
  feed.catchingUp = false
  feed.stale = false
  feed.waiting = []
  feed.held = 0
  feed.state.setState({ loading: 'first', problem: undefined, trimmed: false })
  catchUpSoon(feed)
}

function catchUpSoon(feed: Feed): void {
  if (feed.catchingUp) {
    feed.stale = true
    return
  }
  feed.catchingUp = true
  const { signal } = feed.generation
  const delay = feed.state.getState().loading === 'first' ? 0 : Math.max(0, feed.lastCatchUp + refreshIntervalMs - now(feed))
  setTimeout(() => {
    if (!signal.aborted) void catchUp(feed, signal)
  }, delay)
}

async function catchUp(feed: Feed, signal: AbortSignal): Promise<void> {
  feed.stale = false
  feed.lastCatchUp = now(feed)
  try {
    const first = feed.state.getState().loading === 'first'
    if (first) await readFirstPage(feed, signal)
    else await closeGap(feed, signal)
    if (signal.aborted) return
    // With the rows, not a frame before them: a list that is read and has none is an empty one, and says so.
    publish(feed, { loading: undefined, problem: undefined })
  } catch (error) {
    if (signal.aborted || isAborted(error)) return
    feed.state.setState({ loading: undefined, problem: toProblem(error) })
  }
  feed.catchingUp = false
  const waiting = feed.waiting.splice(0)
  takeIn(feed, waiting, feed.rows.add(waiting))
  if (feed.stale) catchUpSoon(feed)
}

async function readFirstPage(feed: Feed, signal: AbortSignal): Promise<void> {
  const page = await readPage(feed, undefined, signal)
  if (signal.aborted) return
  feed.rows.clear()
  feed.rows.add(page.items)
  setCursor(feed, page.nextCursor)
}

/** Reads pages from the newest until one reaches a row that is held; past the bound the list starts anew. */
async function closeGap(feed: Feed, signal: AbortSignal): Promise<void> {
  const items: DeliverySummary[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < gapPages; pages += 1) {
    const page = await readPage(feed, cursor, signal)
    if (signal.aborted) return
    items.push(...page.items)
    cursor = page.nextCursor
    const reached = page.items.some((item) => feed.rows.indexOf(item.id) !== -1)
    if (!reached && cursor && feed.rows.size > 0) continue
    takeIn(feed, items, feed.rows.replaceNewest(items, !cursor))
    if (feed.rows.size === items.length) setCursor(feed, cursor)
    return
  }
  feed.rows.clear()
  takeIn(feed, items, feed.rows.add(items))
  setCursor(feed, cursor)
}

async function loadOlder(feed: Feed): Promise<void> {
  const { loading, hasOlder } = feed.state.getState()
  if (loading || !hasOlder || !feed.cursor) return
  const { signal } = feed.generation
  feed.state.setState({ loading: 'older' })
  try {
    const page = await readPage(feed, feed.cursor, signal)
    if (signal.aborted) return
    feed.rows.add(page.items)
    setCursor(feed, page.nextCursor)
    feed.state.setState({ loading: undefined, problem: undefined })
  } catch (error) {
    if (signal.aborted || isAborted(error)) return
    feed.state.setState({ loading: undefined, problem: toProblem(error) })
  }
  feed.batch.schedule()
}

function readPage(feed: Feed, cursor: string | undefined, signal: AbortSignal) {
  const { q } = feed.state.getState()
  return feed.options.client.deliveries.list({ ...(q && { q }), ...(cursor && { cursor }), limit: pageSize }, { signal })
}

function setCursor(feed: Feed, cursor: string | undefined): void {
  feed.cursor = cursor
  feed.state.setState({ hasOlder: cursor !== undefined })
}

function publish(feed: Feed, more: Partial<FeedState> = {}): void {
  const at = now(feed)
  for (const [id, arrivedAt] of feed.fresh) if (at - arrivedAt >= freshMs) feed.fresh.delete(id)
  feed.state.setState(({ version }) => ({ version: version + 1, size: feed.rows.size, arrived: feed.arrived, held: feed.held, ...more }))
}

function now(feed: Feed): number {
  return feed.options.now?.() ?? performance.now()
}
