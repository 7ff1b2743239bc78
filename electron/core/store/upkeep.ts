/** What the writer does between batches, a few milliseconds at a time: retention, giving room back, trying a refusing disk again. */
import { expiredKeys, shrinkStep, type Retention } from './retention.ts'
import type { StorageHealth } from './storage-health.ts'
import { inTransaction, removeKeys, type OpenedStore } from './transaction.ts'

export interface UpkeepOptions {
  /** Nothing while the file is being replaced. */
  readonly opened: () => OpenedStore | undefined
  readonly retention: () => Retention
  readonly health: StorageHealth
  readonly onRemoved: (keys: readonly number[]) => void
}

export interface Upkeep {
  /** Something was written, or the limits changed. */
  wake(): void
  /** Deliveries were removed. */
  removed(): void
  close(): void
}

const wakeMs = 50
const everyMs = 30_000
const tryAgainMs = 2000
/** Room is given back when no removal has come for so long: more of them would only free more. */
const quietMs = 1000
/** What a disk must take before it counts as working again. */
const trialBytes = 65_536

export function startUpkeep(options: UpkeepOptions): Upkeep {
  let timer: NodeJS.Timeout | undefined
  let due = Number.POSITIVE_INFINITY
  let shrinkAt = 0
  let written = false
  let closed = false
  const again = (ms: number): void => {
    if (closed || performance.now() + ms >= due) return
    clearTimeout(timer)
    due = performance.now() + ms
    timer = setTimeout(() => {
      due = Number.POSITIVE_INFINITY
      const ms = turn(options, shrinkAt - performance.now())
      if (ms === everyMs && !written) truncateLog(options.opened())
      written = ms < everyMs
      again(ms)
    }, ms)
  }
  again(0)
  return {
    removed() {
      shrinkAt = performance.now() + quietMs
    },
    wake() {
      written = true
      again(options.health.failing() ? tryAgainMs : wakeMs)
    },
    close() {
      closed = true
      clearTimeout(timer)
    }
  }
}

/** One bounded piece of work. Answers when to go on. */
function turn({ opened, retention, health, onRemoved }: UpkeepOptions, shrinkInMs: number): number {
  const store = opened()
  if (store === undefined) return everyMs
  try {
    if (health.failing()) return tryDisk(store, health)
    const keys = expiredKeys(store.database, store.operations, retention(), Date.now())
    if (keys.length > 0) {
      const ended = removeKeys(store, keys)
      if (ended.kind === 'failed') return giveUp(health, ended.error)
      onRemoved(ended.removed)
      return 0
    }
    if (shrinkInMs > 0) return shrinkInMs
    return shrinkStep(store.database) ? 0 : everyMs
  } catch (error) {
    return giveUp(health, error)
  }
}

function tryDisk(store: OpenedStore, health: StorageHealth): number {
  const trial = '.'.repeat(trialBytes)
  for (const note of [trial, undefined]) {
    const ended = inTransaction(store, () => store.operations.calls.putNote('trial', note))
    if (ended.kind === 'failed') return tryAgainMs
  }
  health.succeeded()
  return 0
}

/** A batch will meet the same trouble, and deal with it. */
function giveUp(health: StorageHealth, error: unknown): number {
  health.failed(error)
  return tryAgainMs
}

/** After a quiet while the log's room is given back. In a busy one it is written over: cutting it takes tens of milliseconds. */
function truncateLog(store: OpenedStore | undefined): void {
  try {
    store?.database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 5000')
  } catch {
    // Someone reads, or the disk refuses: the next quiet while will do.
  }
}
