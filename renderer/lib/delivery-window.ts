/**
 * The part of the deliveries that the page holds: newest first, without gaps, each once.
 * Kept oldest first inside, so that what arrives is appended and nothing is copied; a position is counted from the first row
 * ever held, so that it survives rows coming and going at either end.
 */
import type { DeliverySummary } from '../../electron/contract/index.ts'

export interface WindowLimits {
  readonly capacity: number
  /** Told when the oldest rows were let go to stay within the capacity. */
  readonly onTrim: () => void
}

/** Rows let go at a time, as a part of the capacity: letting go one by one would copy everything each time. */
const trimPart = 0.05

export class DeliveryWindow {
  readonly #limits: WindowLimits
  readonly #positions = new Map<string, number>()
  #rows: DeliverySummary[] = []
  #base = 0

  constructor(limits: WindowLimits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#rows.length
  }

  /** 0 is the newest. */
  at(index: number): DeliverySummary | undefined {
    return this.#rows[this.#rows.length - 1 - index]
  }

  /** -1 when it is not held. */
  indexOf(id: string): number {
    const position = this.#positions.get(id)
    return position === undefined ? -1 : this.#rows.length - 1 - (position - this.#base)
  }

  /** Takes in rows at their place by time, in any order; those held already are replaced. Answers how many were new. */
  add(items: readonly DeliverySummary[]): number {
    const fresh = items.filter((item) => !this.#replaceHeld(item)).sort(byTime)
    const first = fresh[0]
    const last = fresh.at(-1)
    if (!first || !last) return 0
    const newest = this.#rows.at(-1)
    const oldest = this.#rows[0]
    if (!newest || byTime(newest, first) < 0) this.#append(fresh)
    else if (oldest && byTime(last, oldest) < 0) this.#prepend(fresh)
    else this.#merge(fresh, first)
    this.#trim()
    return fresh.length
  }

  /** Replaces rows that are held. Answers whether any was. */
  update(items: readonly DeliverySummary[]): boolean {
    let replaced = false
    for (const item of items) replaced = this.#replaceHeld(item) || replaced
    return replaced
  }

  remove(ids: ReadonlySet<string>): void {
    this.#rebuild(this.#rows.filter((row) => !ids.has(row.id)))
  }

  /** Makes everything from the newest down to the last of `items` exactly `items`; with `whole`, everything held. Answers how many were new. */
  replaceNewest(items: readonly DeliverySummary[], whole: boolean): number {
    const oldest = items.at(-1)
    const kept = oldest && !whole ? this.#rows.slice(0, placeOf(this.#rows, oldest)) : []
    const fresh = items.reduce((count, item) => count + (this.#positions.has(item.id) ? 0 : 1), 0)
    this.#rebuild(kept.concat([...items].sort(byTime)))
    this.#trim()
    return fresh
  }

  clear(): void {
    this.#rebuild([])
  }

  #append(fresh: readonly DeliverySummary[]): void {
    const from = this.#rows.length
    for (const row of fresh) this.#rows.push(row)
    this.#reindex(from)
  }

  #prepend(fresh: DeliverySummary[]): void {
    this.#base -= fresh.length
    this.#rows = fresh.concat(this.#rows)
    for (const [index, row] of fresh.entries()) this.#positions.set(row.id, this.#base + index)
  }

  #merge(fresh: readonly DeliverySummary[], first: DeliverySummary): void {
    const from = placeOf(this.#rows, first)
    this.#rows = this.#rows.slice(0, from).concat(this.#rows.slice(from).concat(fresh).sort(byTime))
    this.#reindex(from)
  }

  #replaceHeld(item: DeliverySummary): boolean {
    const position = this.#positions.get(item.id)
    if (position === undefined) return false
    this.#rows[position - this.#base] = item
    return true
  }

  #trim(): void {
    const { capacity, onTrim } = this.#limits
    if (this.#rows.length <= capacity) return
    const count = this.#rows.length - capacity + Math.floor(capacity * trimPart)
    for (const row of this.#rows.slice(0, count)) this.#positions.delete(row.id)
    this.#rows = this.#rows.slice(count)
    this.#base += count
    onTrim()
  }

  #rebuild(rows: DeliverySummary[]): void {
    this.#rows = rows
    this.#positions.clear()
    this.#reindex(0)
  }

  #reindex(from: number): void {
    for (let index = from; index < this.#rows.length; index += 1) {
      const row = this.#rows[index]
      if (row) this.#positions.set(row.id, this.#base + index)
    }
  }
}

/** Ids of one millisecond are in the order they were given out. */
function byTime(one: DeliverySummary, other: DeliverySummary): number {
  if (one.receivedAt !== other.receivedAt) return one.receivedAt - other.receivedAt
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}

/** The first index whose row is not older than `item`. */
function placeOf(rows: readonly DeliverySummary[], item: DeliverySummary): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row && byTime(row, item) < 0) low = middle + 1
    else high = middle
  }
  return low
}
