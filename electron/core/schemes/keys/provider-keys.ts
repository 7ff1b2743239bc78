/**
 * The keys that only providers have. Verification asks for what is at hand and never waits; what is missing is fetched in the
 * background, tried again while the provider can't be reached, and told when it has come.
 *
 * wanted → fetching → kept                    the key came
 *                   → wanted, after a wait    it could not be had now
 *                   → refused                 asking again would get the same answer; asked anew after an hour
 */
import type { Agent } from 'node:https'
import type { Clock } from '../../clock.ts'
import { errorMessage } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { Store } from '../../store/store.ts'
import type { RequiredKey, Scheme, SchemeSecret } from '../scheme.ts'
import { fetchKey, type FetchOutcome } from './key-fetcher.ts'
import { KeptKeys } from './kept-keys.ts'

export interface ProviderKeysOptions {
  readonly clock: Clock
  readonly log: Log
  readonly store: Pick<Store, 'getNote' | 'putNote'>
  readonly agent: Agent
}

/** What becomes of a key that is not at hand. `detail` is for people. */
export interface Prospect {
  readonly comes: boolean
  readonly detail: string
}

/** A key came, or could not be had: whoever waits for it looks again. */
export type KeyNews = (name: string) => void

interface Wanted {
  readonly scheme: Scheme
  readonly required: RequiredKey
  tries: number
  state: 'queued' | 'fetching' | 'waiting' | 'refused'
  lastFailure?: string
  cancelWait?: () => void
}

const noteKey = 'provider_keys'
const waitsMs = [5_000, 30_000, 120_000, 600_000]
const refusedMs = 3_600_000
// Whoever sends deliveries may name any of a provider's addresses: it must not become a flood there, nor grow here.
const mostWanted = 64
const mostAtOnce = 4
const mostPerMinute = 30

export class ProviderKeys {
  readonly #options: ProviderKeysOptions
  readonly #kept: KeptKeys
  readonly #wanted = new Map<string, Wanted>()
  readonly #closing = new AbortController()
  #onNews: KeyNews = () => {}
  #fetching = 0
  #minute = { number: 0, count: 0 }

  private constructor(options: ProviderKeysOptions, kept: KeptKeys) {
    this.#options = options
    this.#kept = kept
  }

  static async open(options: ProviderKeysOptions): Promise<ProviderKeys> {
    return new ProviderKeys(options, new KeptKeys(await options.store.getNote(noteKey)))
  }

  onNews(listener: KeyNews): void {
    this.#onNews = listener
  }

  /** The key, when it is at hand. */
  find(scheme: Scheme, required: RequiredKey): SchemeSecret | undefined {
    const found = this.#kept.find(keyName(scheme, required), this.#options.clock.now())
    if (found?.stale === true) this.want(scheme, required)
    return found === undefined ? undefined : { id: 'provider-key', label: `Key of ${scheme.label}`, value: found.text }
  }

  /** Sees to it that a key is fetched, and says what to expect. Never waits. */
  want(scheme: Scheme, required: RequiredKey): Prospect {
    if (required.kind === 'jwk' || scheme.isKeyHost === undefined) return { comes: false, detail: byHand(scheme, required) }
    const name = keyName(scheme, required)
    const known = this.#wanted.get(name)
    if (known !== undefined) return prospectOf(known)
    if (this.#wanted.size >= mostWanted) this.#forgetOldest()
    const wanted: Wanted = { scheme, required, tries: 0, state: 'queued' }
    this.#wanted.set(name, wanted)
    this.#startQueued()
    return prospectOf(wanted)
  }

  /** What to expect of a key that was wanted; nothing when it came or is forgotten. */
  prospect(name: string): Prospect | undefined {
    const wanted = this.#wanted.get(name)
    return wanted === undefined ? undefined : prospectOf(wanted)
  }

  close(): Promise<void> {
    this.#closing.abort()
    for (const { cancelWait } of this.#wanted.values()) cancelWait?.()
    this.#wanted.clear()
    return Promise.resolve()
  }

  #startQueued(): void {
    for (const [name, wanted] of this.#wanted) {
      if (this.#fetching >= mostAtOnce || this.#closing.signal.aborted) return
      if (wanted.state !== 'queued') continue
      if (!this.#mayAskNow()) {
        this.#waitThenQueue(wanted, 60_000)
        continue
      }
      wanted.state = 'fetching'
      this.#fetching += 1
      void this.#fetch(name, wanted)
    }
  }

  async #fetch(name: string, wanted: Wanted): Promise<void> {
    const { scheme, required } = wanted
    const { agent, clock, log } = this.#options
    const isAllowedHost = (host: string): boolean => scheme.isKeyHost?.(host) === true
    const outcome = await fetchKey(required, { agent, isAllowedHost, signal: this.#closing.signal, now: clock.now() })
    this.#fetching -= 1
    if (this.#closing.signal.aborted) return
    if (outcome.kind === 'fetched') this.#keep(name, outcome.text)
    else {
      log.warn('key.not_fetched', { scheme: scheme.id, url: required.url, detail: outcome.detail })
      this.#putOff(name, wanted, outcome)
    }
    this.#startQueued()
  }

  #keep(name: string, text: string): void {
    const { clock, log, store } = this.#options
    this.#wanted.delete(name)
    this.#kept.put({ name, text, fetchedAt: clock.now() })
    store.putNote(noteKey, this.#kept.toNote()).catch((error: unknown) => log.warn('key.not_remembered', { message: errorMessage(error) }))
    this.#onNews(name)
  }

  #putOff(name: string, wanted: Wanted, outcome: Extract<FetchOutcome, { kind: 'failed' }>): void {
    const isNews = wanted.lastFailure !== outcome.detail
    wanted.lastFailure = outcome.detail
    if (outcome.lasting) {
      // What the provider has taken back is no longer its key.
      this.#kept.drop(name)
      wanted.state = 'refused'
      wanted.cancelWait = this.#options.clock.after(refusedMs, () => this.#wanted.delete(name))
    } else {
      this.#waitThenQueue(wanted, waitsMs[Math.min(wanted.tries, waitsMs.length - 1)] ?? 0)
      wanted.tries += 1
    }
    if (isNews) this.#onNews(name)
  }

  #waitThenQueue(wanted: Wanted, ms: number): void {
    wanted.state = 'waiting'
    wanted.cancelWait = this.#options.clock.after(ms, () => {
      wanted.state = 'queued'
      this.#startQueued()
    })
  }

  #mayAskNow(): boolean {
    const number = Math.floor(this.#options.clock.now() / 60_000)
    if (number !== this.#minute.number) this.#minute = { number, count: 0 }
    this.#minute.count += 1
    return this.#minute.count <= mostPerMinute
  }

  /** Of those not being fetched, first what was refused. */
  #forgetOldest(): void {
    const idle = [...this.#wanted].filter(([, { state }]) => state !== 'fetching')
    const [oldest] = [...idle.filter(([, { state }]) => state === 'refused'), ...idle]
    if (oldest === undefined) return
    oldest[1].cancelWait?.()
    this.#wanted.delete(oldest[0])
  }
}

export function keyName(scheme: Pick<Scheme, 'id'>, { keyId }: RequiredKey): string {
  return `${scheme.id} ${keyId}`
}

function prospectOf({ scheme, required, state, lastFailure }: Wanted): Prospect {
  const host = new URL(required.url).hostname
  if (state === 'refused')
    return { comes: false, detail: `The certificate can’t be fetched from ${host}: ${lastFailure ?? ''} ${scheme.secretHint}` }
  if (lastFailure === undefined)
    return { comes: true, detail: `The certificate is being fetched from ${host}; this delivery is verified again when it has come.` }
  return {
    comes: true,
    detail: `The certificate can’t be fetched from ${host}: ${lastFailure} It is tried again by itself, and this delivery is verified again then. ${scheme.secretHint}`
  }
}

/** A provider that asks for credentials: the developer has them, and this program never does. */
function byHand({ label }: Scheme, { url, keyId }: RequiredKey): string {
  return `${label} gives its keys only to callers with your API credentials, which are not asked for here. Get the key ${JSON.stringify(keyId)} from ${url} yourself and add it as the secret of this endpoint; keys are valid for long.`
}
