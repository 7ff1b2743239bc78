/**
 * Counts how often an endpoint got an event, without an index on disk: event ids are random, and an index over random keys
 * would more than double the cost of a commit. Kept as 53-bit hashes in two tables; when the younger is full, the elder is
 * dropped. Two different events share a hash with a probability below 1 in 10,000 for a whole full memory.
 */

interface HashTable {
  readonly hashes: Float64Array
  readonly counts: Uint16Array
  used: number
}

export interface EventMemory {
  /** Answers how often the event was seen before, and remembers this time. */
  see(endpointId: string | null, eventId: string): number
  /** Puts a known count in, as from a stored row. */
  learn(endpointId: string | null, eventId: string, count: number): void
  /** Keeps what was seen since the last call. */
  keep(): void
  /** Forgets what was seen since the last `keep`. */
  undo(): void
}

/** `capacity` events at least are remembered. */
export function createEventMemory(capacity: number, seed: number): EventMemory {
  let young = createTable(1024)
  let old = createTable(0)
  const seen: number[] = []

  const put = (hash: number, count: number): void => {
    if (young.used >= capacity) {
      old = young
      young = createTable(1024)
    } else if (young.used * 2 >= young.hashes.length) young = grow(young)
    setCount(young, hash, count)
  }
  const countOf = (hash: number): number => Math.max(getCount(young, hash), getCount(old, hash))
  return {
    see(endpointId, eventId) {
      const hash = hashOf(endpointId ?? '', eventId, seed)
      const count = countOf(hash)
      put(hash, Math.min(count + 1, 65_535))
      seen.push(hash)
      return count
    },
    learn(endpointId, eventId, count) {
      const hash = hashOf(endpointId ?? '', eventId, seed)
      put(hash, Math.min(Math.max(count, countOf(hash)), 65_535))
    },
    keep() {
      seen.length = 0
    },
    undo() {
      for (const hash of seen) setCount(young, hash, Math.max(0, countOf(hash) - 1))
      seen.length = 0
    }
  }
}

function createTable(slots: number): HashTable {
  return { hashes: new Float64Array(slots), counts: new Uint16Array(slots), used: 0 }
}

function grow(table: HashTable): HashTable {
  const larger = createTable(table.hashes.length * 2)
  for (const [slot, hash] of table.hashes.entries()) if (hash !== 0) setCount(larger, hash, table.counts[slot] ?? 0)
  return larger
}

function getCount(table: HashTable, hash: number): number {
  return table.hashes.length === 0 ? 0 : (table.counts[slotOf(table, hash)] ?? 0)
}

function setCount(table: HashTable, hash: number, count: number): void {
  const slot = slotOf(table, hash)
  if (table.hashes[slot] === 0) table.used++
  table.hashes[slot] = hash
  table.counts[slot] = count
}

/** The slot that has the hash, or the free one where it belongs. A table is never more than half full. */
function slotOf(table: HashTable, hash: number): number {
  const mask = table.hashes.length - 1
  let slot = hash % table.hashes.length
  while (table.hashes[slot] !== 0 && table.hashes[slot] !== hash) slot = (slot + 1) & mask
  return slot
}

/** cyrb53 (public domain, github.com/bryc/code) over both texts; never 0. The seed keeps senders from choosing collisions. */
function hashOf(endpointId: string, eventId: string, seed: number): number {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (const text of [endpointId, eventId]) {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      high = Math.imul(high ^ code, 2_654_435_761)
      low = Math.imul(low ^ code, 1_597_334_677)
    }
    high = Math.imul(high ^ 0x1_0000, 2_654_435_761)
    low = Math.imul(low ^ 0x1_0000, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0) || 1
}
