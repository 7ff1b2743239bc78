/** The tunnel as the app shows it, whichever step of the chain it is of: with one log, and the URL that providers were told. */
import type { OpenTunnelInput, Tunnel, TunnelChain, TunnelLogEntry, TunnelReason } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { ChainMachine } from './chain-transition.ts'
import { appendEntry } from './tunnel-log.ts'

/** What there is to show. */
export interface ChainScene {
  /** The tunnel of the current step, as its supervisor shows it. */
  readonly current: Tunnel
  readonly machine: ChainMachine
  /** The wished one first. */
  readonly steps: readonly OpenTunnelInput[]
  /** Each step's name, in sentences. */
  readonly names: readonly string[]
}

export class ChainView {
  readonly #clock: Clock
  readonly #listeners = new Set<(tunnel: Tunnel) => void>()
  /** The last entry that was taken over from each. */
  readonly #followed = new WeakMap<object, TunnelLogEntry>()
  #tunnel: Tunnel
  #log: readonly TunnelLogEntry[]
  #last: (ChainScene & { readonly log: readonly TunnelLogEntry[] }) | undefined
  #urlChanges = 0
  #urlChanged: Tunnel['urlChanged']
  /** What providers were told. */
  #toldUrl: string | undefined
  #lastDeliveryAt: number | undefined

  constructor(clock: Clock, initial: Tunnel) {
    this.#clock = clock
    this.#tunnel = initial
    this.#log = initial.log
  }

  get tunnel(): Tunnel {
    return this.#tunnel
  }

  /** Takes over what a supervisor has logged since the last time; of one beside, all but its end. */
  follow(source: object, log: readonly TunnelLogEntry[], place: 'shown' | 'beside'): void {
    const last = this.#followed.get(source)
    for (const entry of log.slice(last === undefined ? 0 : log.lastIndexOf(last) + 1)) {
      this.#followed.set(source, entry)
      if (place === 'shown') this.#log = appendEntry(this.#log, entry)
      else if (entry.state !== 'closing' && entry.state !== 'closed')
        this.#log = appendEntry(this.#log, { ...entry, text: `Beside it: ${entry.text}` })
    }
  }

  note(entry: Omit<TunnelLogEntry, 'at' | 'state'>): void {
    this.#log = appendEntry(this.#log, { at: this.#clock.now(), state: this.#tunnel.state, ...entry })
  }

  /** What providers were told before, for the wish that is opened now. */
  begin(publicUrl: string | undefined): void {
    this.#toldUrl = publicUrl
  }

  acknowledge(): void {
    if (this.#urlChanged === undefined) return
    this.#urlChanged = undefined
    const { urlChanged: _, ...rest } = this.#tunnel
    this.#tell(rest)
  }

  /** Shows the scene; tells the listeners if anything differs. */
  show(scene: ChainScene): void {
    this.#watchUrl(scene.current)
    this.#lastDeliveryAt = scene.current.lastDeliveryAt ?? this.#lastDeliveryAt
    const { current, machine, steps } = scene
    const last = this.#last
    if (last?.current === current && last.machine === machine && last.steps === steps && last.log === this.#log) return
    this.#last = { ...scene, log: this.#log }
    this.#tell({
      ...sceneOf(scene),
      ...(this.#lastDeliveryAt !== undefined && { lastDeliveryAt: this.#lastDeliveryAt }),
      urlChanges: this.#urlChanges,
      ...(this.#urlChanged && { urlChanged: this.#urlChanged }),
      log: [...this.#log]
    })
  }

  onChange(listener: (tunnel: Tunnel) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A URL is worth telling once it is proven. */
  #watchUrl({ state, publicUrl }: Tunnel): void {
    const from = this.#toldUrl
    if (state !== 'online' || publicUrl === undefined || publicUrl === from) return
    this.#toldUrl = publicUrl
    if (from === undefined) return
    const at = this.#clock.now()
    // Until it is acknowledged, what the provider still has is the URL before the first change.
    const known = this.#urlChanged?.from ?? from
    this.#urlChanges++
    this.#urlChanged = known === publicUrl ? undefined : { from: known, to: publicUrl, at }
    const text = `The public URL changed from ${from} to ${publicUrl}.`
    this.#log = appendEntry(this.#log, { at, state, text, cause: 'url_changed' })
  }

  #tell(tunnel: Tunnel): void {
    this.#tunnel = tunnel
    for (const listener of this.#listeners) listener(tunnel)
  }
}

/** What a scene comes to, without the log and what became of the URL. */
function sceneOf({ current, machine, steps, names }: ChainScene): Tunnel {
  const [wish] = steps
  const { phase } = machine
  const chain = chainOf(machine, steps)
  // Once it is over, what would be opened again is the wished one.
  if (wish === undefined || phase === 'idle') return { ...current, ...(wish && { driver: wish.driver, options: wish.options }) }
  if (phase !== 'resting') return { ...current, ...(chain && { chain }) }
  const { urlChanges, log } = current
  return {
    state: 'failed',
    driver: wish.driver,
    options: wish.options,
    reason: allFailed(machine, names),
    urlChanges,
    ...(chain && { chain }),
    log
  }
}

function chainOf(machine: ChainMachine, steps: readonly OpenTunnelInput[]): TunnelChain | undefined {
  if (steps.length < 2) return undefined
  const { current, goBackAt, besideUntil } = machine
  return {
    steps: steps.map((step, index) => ({ ...step, ...(machine.steps[index] ?? { state: 'untried' }) })),
    current,
    ...(machine.phase === 'resting' && machine.dueAt !== undefined && { againAt: machine.dueAt }),
    ...(goBackAt !== undefined && { goBackAt }),
    goingBack: besideUntil !== undefined
  }
}

/** Each one's cause, in a sentence of its own. */
function allFailed({ steps }: ChainMachine, names: readonly string[]): TunnelReason {
  const causes = steps.map(({ reason }, index) => `${names[index] ?? ''}: ${reason?.message ?? 'It was not proven.'}`)
  return {
    cause: 'all_failed',
    message: `None of the ${steps.length} tunnels could be had. ${causes.join(' ')}`,
    remedy: 'Hooklab tries them again from the first by itself. What each one needs is in the tunnel log and in the list of fallbacks.'
  }
}
