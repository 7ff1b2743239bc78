/**
 * Keeps the wished tunnel open, or one of the fallbacks that the developer has set. Which is open when is decided by
 * `chain-transition.ts`; this file carries it out with two supervisors: one for the tunnel that is shown, and one for the wished
 * tunnel when it is tried beside a fallback. Without fallbacks the first is all there is.
 */
import type { OpenTunnelInput, Settings, Tunnel, TunnelDriverInfo, TunnelReason, TunnelState } from '../../contract/index.ts'
import { idleChain, moveChain, nextDue } from './chain-transition.ts'
import type { ChainCommand, ChainEvent, ChainMachine, ChainPolicy, Standing } from './chain-transition.ts'
import { ChainView } from './chain-view.ts'
import { driverFor, requireDriver, stepNames, stepsOf } from './chain-steps.ts'
import { chainNote } from './chain-words.ts'
import type { TunnelDriver } from './driver.ts'
import { localtunnel } from './drivers/localtunnel.ts'
import { manual } from './drivers/manual.ts'
import { sendProbe } from './probe.ts'
import { createProving, type Proving } from './proving.ts'
import { reasonOf } from './reasons.ts'
import { jittered } from './supervisor-options.ts'
import type { RememberedTunnel, TunnelSupervisorOptions } from './supervisor-options.ts'
import { Supervisor } from './supervisor.ts'
import type { ProbeRequest, TunnelSupervisor } from './tunnel-supervisor.ts'
import { createUrlMemory, sameWish, type UrlMemory } from './url-memory.ts'

/** Makes a supervisor with a closed tunnel. */
export function createTunnelSupervisor(options: TunnelSupervisorOptions): TunnelSupervisor {
  return new ChainSupervisor(options)
}

const noFallbacks: Settings['tunnelFallbacks'] = { chain: [], patienceSeconds: 60, goBack: 'by_hand', goBackMinutes: 10 }

const standings: Readonly<Record<TunnelState, Standing | undefined>> = {
  closed: undefined,
  closing: undefined,
  opening: 'unsure',
  checking: 'unsure',
  degraded: 'unsure',
  reconnecting: 'unsure',
  online: 'online',
  failed: 'failed'
}

class ChainSupervisor implements TunnelSupervisor {
  readonly #options: TunnelSupervisorOptions
  readonly #drivers: readonly TunnelDriver[]
  readonly #proving: Proving
  readonly #memory: UrlMemory
  readonly #view: ChainView
  #shown: Supervisor
  #beside: Supervisor
  #machine: ChainMachine = idleChain
  #steps: readonly OpenTunnelInput[]
  /** The wish that was opened last, and what providers were told of it. */
  #told: RememberedTunnel | undefined
  /** The developer's wishes that `#steps` are of. */
  #considered = ''
  #cancelDue: () => void = () => {}
  /** Moves that are under way: one may lead to the next before it is done. */
  #depth = 0

  constructor(options: TunnelSupervisorOptions) {
    const { clock, previous } = options
    this.#options = options
    this.#drivers = options.drivers ?? [localtunnel, manual]
    const [first] = this.#drivers
    if (first === undefined) throw new Error('A tunnel supervisor needs a driver.')
    const wish = previous === undefined ? { driver: first.info.id, options: {} } : { driver: previous.driver, options: previous.options }
    this.#told = previous
    this.#steps = [wish]
    this.#proving = createProving(clock, options.send ?? sendProbe)
    this.#memory = createUrlMemory(previous === undefined ? [] : (previous.known ?? [previous]))
    this.#shown = this.#makeSupervisor(wish)
    this.#beside = this.#makeSupervisor(wish)
    this.#view = new ChainView(clock, this.#shown.tunnel)
  }

  get tunnel(): Tunnel {
    return this.#view.tunnel
  }

  get drivers(): readonly TunnelDriverInfo[] {
    return this.#drivers.map((driver) => driver.info)
  }

  get remembered(): RememberedTunnel | undefined {
    const { state, publicUrl } = this.tunnel
    const [wish] = this.#steps
    if (state !== 'online' || publicUrl === undefined || wish === undefined) return undefined
    return { driver: wish.driver, options: wish.options, publicUrl, known: this.#memory.all }
  }

  open(input: OpenTunnelInput): Tunnel {
    requireDriver(this.#drivers, input)
    const [wish] = this.#steps
    const { phase, current } = this.#machine
    if (wish !== undefined && sameWish(wish, input) && phase !== 'idle' && phase !== 'failed') {
      // Asked for what is there already: all there is to do is to hurry.
      if (current === 0 && phase !== 'resting') this.#shown.hurry()
      else this.goBack()
      return this.tunnel
    }
    if (['trying', 'in_use', 'doubted', 'resting'].includes(phase))
      this.#view.note({ text: `${this.#names[current] ?? ''} is given up: another tunnel was asked for.`, cause: 'replaced_by_hand' })
    this.#steps = stepsOf(input, this.#fallbacks.chain)
    this.#considered = JSON.stringify(this.#fallbacks)
    if (this.#told !== undefined && !sameWish(this.#told, input)) this.#told = undefined
    this.#view.begin(this.#told?.publicUrl)
    this.#dispatch({ kind: 'open', count: this.#steps.length, now: this.#now })
    return this.tunnel
  }

  goBack(): Tunnel {
    this.#dispatch({ kind: 'back', now: this.#now })
    return this.tunnel
  }

  requireUsable(chain: readonly OpenTunnelInput[]): void {
    for (const input of chain) requireDriver(this.#drivers, input)
  }

  reconsider(): void {
    const [wish] = this.#steps
    const fallbacks = JSON.stringify(this.#fallbacks)
    if (this.#machine.phase === 'idle' || wish === undefined || fallbacks === this.#considered) return
    this.#considered = fallbacks
    const steps = stepsOf(wish, this.#fallbacks.chain)
    const before = steps.map((step) => {
      const index = this.#steps.findIndex((was) => sameWish(was, step))
      return index < 0 ? undefined : index
    })
    this.#steps = steps
    this.#dispatch({ kind: 'steps', before, now: this.#now })
  }

  async close(): Promise<Tunnel> {
    this.#dispatch({ kind: 'close', now: this.#now })
    await Promise.all([this.#shown.close(), this.#beside.close()])
    return this.tunnel
  }

  async check(): Promise<Tunnel> {
    await this.#shown.check()
    return this.tunnel
  }

  acknowledge(): Tunnel {
    this.#view.acknowledge()
    return this.tunnel
  }

  answerProbe(request: ProbeRequest): Uint8Array | undefined {
    return this.#proving.answer(request)
  }

  get ways(): readonly Tunnel[] {
    const shown = this.#shown.tunnel
    const beside = this.#beside.tunnel
    return beside.state === 'closed' ? [shown] : [shown, beside]
  }

  noteDelivery(at: number): void {
    this.#shown.noteDelivery(at)
  }

  wake(reason: 'resume' | 'network'): void {
    const isResting = this.#machine.phase === 'resting'
    this.#dispatch({ kind: 'wake', now: this.#now })
    if (!isResting) this.#shown.wake(reason)
    if (this.#machine.besideUntil !== undefined) this.#beside.wake(reason)
  }

  onChange(listener: (tunnel: Tunnel) => void): () => void {
    return this.#view.onChange(listener)
  }

  get #now(): number {
    return this.#options.clock.now()
  }

  get #fallbacks(): Settings['tunnelFallbacks'] {
    return this.#options.fallbacks?.() ?? noFallbacks
  }

  get #policy(): ChainPolicy {
    const { patienceSeconds, goBack, goBackMinutes } = this.#fallbacks
    const backoff = this.#options.backoff ?? jittered
    return { patienceMs: patienceSeconds * 1_000, goBack, goBackMs: goBackMinutes * 60_000, restMs: (rounds) => backoff(rounds, 'rounds') }
  }

  #makeSupervisor(wish: OpenTunnelInput): Supervisor {
    const supervisor = new Supervisor({ options: this.#options, proving: this.#proving, memory: this.#memory, wish })
    supervisor.onChange(() => this.#onChange(supervisor))
    return supervisor
  }

  #onChange(supervisor: Supervisor): void {
    const { state, reason, log } = supervisor.tunnel
    const standing = standings[state]
    const isShown = supervisor === this.#shown
    this.#view.follow(supervisor, log, isShown ? 'shown' : 'beside')
    if (standing === undefined) this.#refresh()
    else this.#dispatch({ kind: isShown ? 'told' : 'told_beside', standing, now: this.#now, ...(reason && { reason }) })
  }

  #dispatch(event: ChainEvent): void {
    const before = this.#machine
    const { machine, commands } = moveChain(before, event, this.#policy)
    this.#machine = machine
    this.#depth++
    if (machine !== before) this.#tellMove(before)
    for (const command of commands) this.#run(command)
    this.#depth--
    this.#refresh()
  }

  #tellMove(before: ChainMachine): void {
    const note = chainNote(before, this.#machine, this.#names)
    if (note === undefined) return
    this.#view.note(note)
    this.#options.log.warn('tunnel.chain', {
      from: before.current,
      to: this.#machine.current,
      phase: this.#machine.phase,
      cause: note.cause
    })
  }

  #refresh(): void {
    if (this.#depth > 0) return
    this.#planDue()
    this.#view.show({ current: this.#shown.tunnel, machine: this.#machine, steps: this.#steps, names: this.#names })
    this.#told = this.remembered ?? this.#told
  }

  #run(command: ChainCommand): void {
    switch (command.do) {
      case 'open':
        return this.#openStep(this.#shown, command.step)
      case 'open_beside':
        return this.#openStep(this.#beside, 0)
      case 'close':
        return void this.#shown.close()
      case 'rest':
        return this.#rest()
      case 'close_beside':
        return void this.#beside.close()
      case 'take_beside':
        return this.#takeBeside()
    }
  }

  #openStep(supervisor: Supervisor, index: number): void {
    const input = this.#steps[index]
    if (input === undefined) return
    const usable = driverFor(this.#drivers, input)
    if ('driver' in usable) return supervisor.open(usable.driver, input)
    if (supervisor.tunnel.state !== 'failed') void supervisor.close()
    this.#dispatch({ kind: supervisor === this.#shown ? 'told' : 'told_beside', standing: 'failed', reason: usable.wrong, now: this.#now })
  }

  /** A failed tunnel has nothing left to end, and its reason stays to be read. */
  #rest(): void {
    if (this.#shown.tunnel.state !== 'failed') void this.#shown.close()
  }

  #takeBeside(): void {
    const left = this.#shown
    this.#shown = this.#beside
    this.#beside = left
    void left.close()
  }

  #planDue(): void {
    this.#cancelDue()
    this.#cancelDue = () => {}
    const due = nextDue(this.#machine)
    if (due === undefined) return
    this.#cancelDue = this.#options.clock.after(Math.max(0, due - this.#now), () =>
      this.#dispatch({
        kind: 'due',
        heardAt: this.#shown.tunnel.lastDeliveryAt ?? 0,
        reason: this.#troubleOf(this.#shown),
        besideReason: this.#troubleOf(this.#beside),
        now: this.#now
      })
    )
  }

  /** What is known of its trouble. */
  #troubleOf({ tunnel: { driver, options, reason } }: Supervisor): TunnelReason {
    const host = this.#drivers.find(({ info }) => info.id === driver)?.server(options) ?? driver
    return reason ?? reasonOf('not_proven_in_time', { host })
  }

  get #names(): string[] {
    return stepNames(this.#steps, this.#drivers)
  }
}
