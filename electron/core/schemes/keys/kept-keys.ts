/** Fetched keys in memory and in a note of the store, each with its age. */
import { z } from 'zod'
import { expiryOf } from './key-fetcher.ts'

export interface KeptKey {
  /** Scheme and key id, as `keyName` joins them. */
  readonly name: string
  readonly text: string
  /** Epoch ms. */
  readonly fetchedAt: number
}

const noteSchema = z.array(z.object({ name: z.string(), text: z.string(), fetchedAt: z.number() }))
const mostKeys = 64
const freshMs = 86_400_000
const usableMs = 7 * freshMs

export class KeptKeys {
  readonly #keys = new Map<string, KeptKey>()

  /** `note` is what `toNote` gave once; anything else counts as none. */
  constructor(note: unknown) {
    for (const key of noteSchema.safeParse(note).data ?? []) this.#keys.set(key.name, key)
  }

  /** The key while it may be used, and whether it is time to fetch it anew. */
  find(name: string, now: number): { readonly text: string; readonly stale: boolean } | undefined {
    const key = this.#keys.get(name)
    if (key === undefined) return undefined
    // A clock that was set back must not make a key eternal.
    const age = Math.abs(now - key.fetchedAt)
    if (age > usableMs || (expiryOf(key.text) ?? 0) <= now) return undefined
    return { text: key.text, stale: age > freshMs }
  }

  put(key: KeptKey): void {
    this.#keys.delete(key.name)
    this.#keys.set(key.name, key)
    const [oldest] = this.#keys.keys()
    if (this.#keys.size > mostKeys && oldest !== undefined) this.#keys.delete(oldest)
  }

  drop(name: string): void {
    this.#keys.delete(name)
  }

  toNote(): readonly KeptKey[] {
    return [...this.#keys.values()]
  }
}
