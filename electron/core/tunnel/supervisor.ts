/**
 * Keeps one public URL open and proven. What to do next is decided by `transition.ts`, whose table names the states; this file
 * carries it out: dials through a driver, sends proofs, waits, and tells what changed.
 */
import type { OpenTunnelInput, Tunnel } from '../../contract/index.ts'
import { errorMessage } from '../errors.ts'
import { BrowserLook } from './browser-view.ts'
import type { TunnelConnection, TunnelDriver, TunnelSignal } from './driver.ts'
import { createEndings } from './endings.ts'
import type { Endings } from './endings.ts'
import type { Proving } from './proving.ts'
import { reasonOf } from './reasons.ts'
import { acceptance, jittered, usualProveEveryMs } from './supervisor-options.ts'
import type { TunnelSupervisorOptions } from './supervisor-options.ts'
import { closedMachine, transition } from './transition.ts'
import type { Command, Machine, TunnelEvent } from './transition.ts'
import { createTunnelView } from './tunnel-view.ts'
import type { TunnelView } from './tunnel-view.ts'
import type { UrlMemory } from './url-memory.ts'

/** Deliveries put a proof off for so many intervals at most. */
const longestUnprovenIntervals = 5

/** What several supervisors of one run share. */
export interface SharedParts {
  readonly proving: Proving
  readonly memory: UrlMemory
}

export interface SupervisorParts extends SharedParts {
  readonly options: TunnelSupervisorOptions
  /** What is shown until something is opened. */
  readonly wish: OpenTunnelInput
}

export class Supervisor {
  readonly #options: TunnelSupervisorOptions
  readonly #proving: Proving
  readonly #view: TunnelView
  readonly #endings: Endings
  #machine: Machine = closedMachine
  #driver: TunnelDriver | undefined
  #connection: TunnelConnection | undefined
  /** Since when it has not been proven, after it was. */
  #unprovenSince: number | undefined
  /** What the next dial asks to get again. */
  #again: string | undefined
  /** Ends what is under way: a dial and its connection. */
  #scope = new AbortController()
  /** Ends the proof or the wait that is under way. */
  #stopStep: () => void = () => {}
  #afterProof: (() => void)[] = []
  readonly #browserLook: BrowserLook

  /** With a closed tunnel. */
  constructor({ options, proving, memory, wish }: SupervisorParts) {
    this.#options = options
    this.#proving = proving
    this.#endings = createEndings(options.clock)
    this.#view = createTunnelView({ clock: options.clock, wish, memory })
    this.#browserLook = new BrowserLook({ clock: options.clock, proving, onSeen: (seen) => this.#view.looked(seen) })
  }

  get tunnel(): Tunnel {
    return this.#view.tunnel
  }

  /** Starts opening and answers at once; what was open is ended first. The options have been checked. */
  open(driver: TunnelDriver, input: OpenTunnelInput): void {
    this.#driver = driver
    this.#again = this.#view.begin(input)
    this.#browserLook.forget()
    this.#dispatch({ kind: 'open' })
  }

  /** Asked for again while it is being connected: does not wait for its turn. */
  hurry(): void {
    if (this.#machine.state === 'reconnecting') this.#dispatch({ kind: 'wake' })
  }

  /** Ends it in every state; resolves when closed. */
  async close(): Promise<Tunnel> {
    this.#dispatch({ kind: 'close' })
    await this.#endings.all()
    this.#dispatch({ kind: 'ended' })
    return this.tunnel
  }

  /** Proves now; resolves with the state after the proof. */
  async check(): Promise<Tunnel> {
    if (!['checking', 'online', 'degraded'].includes(this.#machine.state)) return this.tunnel
    const proven = new Promise<void>((resolve) => this.#afterProof.push(resolve))
    this.#dispatch({ kind: 'wake' })
    await proven
    return this.tunnel
  }

  noteDelivery(at: number): void {
    this.#view.noteDelivery(at)
  }

  wake(reason: 'resume' | 'network'): void {
    this.#options.log.info('tunnel.wake', { reason, state: this.#machine.state })
    this.#dispatch({ kind: 'wake' })
  }

  onChange(listener: (tunnel: Tunnel) => void): () => void {
    return this.#view.onChange(listener)
  }

  /** Who is spoken to. */
  get #host(): string {
    return this.#driver?.server(this.tunnel.options) ?? ''
  }

  #dispatch(event: TunnelEvent): void {
    const before = this.#machine
    const { machine, commands } = transition(before, event)
    this.#machine = machine
    for (const command of commands) this.#run(command)
    if (machine.state !== before.state) this.#logState(before)
    if (machine !== before || commands.length > 0) this.#view.show(machine)
  }

  #logState(before: Machine): void {
    const { state, reason } = this.#machine
    const fields = { from: before.state, to: state, ...(reason && { cause: reason.cause }) }
    if (state === 'failed' || state === 'reconnecting' || state === 'degraded') this.#options.log.warn('tunnel.state', fields)
    else this.#options.log.info('tunnel.state', fields)
  }

  #run(command: Command): void {
    switch (command.do) {
      case 'drop':
        return this.#drop()
      case 'dial':
        return this.#dial()
      case 'accept':
        return this.#view.connected(this.#connection?.publicUrl ?? '')
      case 'probe':
        return this.#probe()
      case 'wait':
        return this.#wait((this.#options.backoff ?? jittered)(command.step, command.pace))
      case 'rest':
        return this.#rest(this.#options.proveEveryMs ?? usualProveEveryMs)
      case 'end':
        void this.#endings.all().then(() => this.#dispatch({ kind: 'ended' }))
    }
  }

  #drop(): void {
    this.#stopStep()
    this.#scope.abort()
    this.#scope = new AbortController()
    if (this.#connection !== undefined) this.#endings.add(this.#connection.close())
    this.#connection = undefined
    this.#unprovenSince = undefined
    this.#proofIsOver()
  }

  #dial(): void {
    const { signal } = this.#scope
    // A name can only be had again when the connection that had it is gone.
    const dialled = this.#endings.all().then(() => this.#open(signal))
    this.#endings.add(dialled)
  }

  async #open(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const { clock, log, listenerPort } = this.#options
    const { options } = this.tunnel
    const onSignal = (heard: TunnelSignal): void => {
      if (!signal.aborted) this.#onSignal(heard)
    }
    const again = this.#again
    const request = { options, listenerPort, onSignal, signal, clock, log, ...(again !== undefined && { again }) }
    const driver = this.#driver
    if (driver === undefined) return
    const result = await driver.open(request).catch((error: unknown) => {
      log.error('tunnel.driver_threw', { driver: driver.info.id, message: errorMessage(error) })
      return { failed: reasonOf('driver_failed', { host: '', detail: errorMessage(error) }), retryable: true }
    })
    if ('failed' in result) {
      if (!signal.aborted) this.#dispatch({ kind: 'not_opened', reason: result.failed, retryable: result.retryable })
    } else if (signal.aborted) await result.opened.close()
    else this.#onOpened(result.opened)
  }

  #onOpened(connection: TunnelConnection): void {
    this.#connection = connection
    const { instead } = connection
    if (instead === undefined) {
      this.#view.connected(connection.publicUrl)
      this.#dispatch({ kind: 'opened' })
      return
    }
    const facts = { host: this.#host, name: instead.wantedName }
    this.#dispatch({
      kind: 'other_name',
      used: instead.held === 'used',
      insisted: this.#again === undefined,
      ...acceptance(this.#options.lostName?.()),
      taken: reasonOf('name_taken', facts),
      waiting: reasonOf('name_not_free_yet', facts)
    })
  }

  #onSignal(signal: TunnelSignal): void {
    if (signal.kind === 'lost') this.#dispatch({ kind: 'lost', reason: signal.reason })
    else if (signal.kind === 'restored') this.#dispatch({ kind: 'restored' })
    else {
      this.#options.log.warn('tunnel.shaken', { open: signal.open, wanted: signal.wanted })
      const facts = { host: this.#host, detail: `${signal.open} of ${signal.wanted} are left` }
      this.#dispatch({ kind: 'shaken', reason: reasonOf('connections_shaken', facts) })
    }
  }

  #probe(): void {
    this.#stopStep()
    const publicUrl = this.tunnel.publicUrl ?? ''
    const startedAt = this.#options.clock.now()
    this.#stopStep = this.#proving.prove(publicUrl, (result) => {
      if (result.proven) {
        this.#again = publicUrl
        this.#unprovenSince = undefined
        this.#view.proved(result.roundTripMs)
        this.#dispatch({ kind: 'proved' })
        this.#browserLook.look(publicUrl, this.#scope.signal)
      } else {
        // While deliveries come through, opening it again would cut them off: it is a busy tunnel, not a dead one.
        const isBusy = result.recovery === 'look_again' && (this.tunnel.lastDeliveryAt ?? 0) > startedAt
        const recovery = isBusy ? 'wait' : result.recovery
        this.#dispatch({ kind: 'not_proved', reason: result.reason, recovery, heals: this.#mayHeal() })
      }
      this.#proofIsOver()
    })
  }

  /** Whether the connection still has time to come back by itself. Called when it could not be proven. */
  #mayHeal(): boolean {
    const now = this.#options.clock.now()
    this.#unprovenSince ??= now
    return now - this.#unprovenSince < (this.#connection?.healsWithinMs ?? 0)
  }

  #proofIsOver(): void {
    for (const resolve of this.#afterProof.splice(0)) resolve()
  }

  #wait(ms: number): void {
    this.#stopStep()
    this.#stopStep = this.#options.clock.after(ms, () => this.#dispatch({ kind: 'due' }))
  }

  /**
   * A delivery is as good as a proof: the regular proof waits until the tunnel has been quiet for the whole time. It does not wait
   * for ever: of several ways to the listener deliveries may still find one.
   */
  #rest(ms: number): void {
    this.#stopStep()
    const { clock, proveEveryMs: everyMs = usualProveEveryMs } = this.#options
    this.#stopStep = clock.after(ms, () => {
      const { lastDeliveryAt = 0, lastProofAt = 0 } = this.tunnel
      const quietForMs = everyMs - (clock.now() - lastDeliveryAt)
      const provenForMs = everyMs * longestUnprovenIntervals - (clock.now() - lastProofAt)
      const waitMs = Math.min(quietForMs, provenForMs)
      if (waitMs > 0 && quietForMs <= everyMs) this.#rest(waitMs)
      else this.#dispatch({ kind: 'due' })
    })
  }
}
