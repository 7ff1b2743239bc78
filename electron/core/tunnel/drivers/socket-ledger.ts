/**
 * Keeps the connections of one registration: how many are open, when to dial again, and what to tell about it. The localtunnel
 * package dials again without delay and forgets connections that never opened; both are decided here instead.
 */
import type { Socket } from 'node:net'
import type { Clock } from '../../clock.ts'

export interface SocketLedgerOptions {
  readonly wanted: number
  readonly dial: () => Socket
  readonly clock: Clock
  readonly onSockets: (open: number) => void
  readonly onLost: () => void
}

/** One place in the pool; `barren` counts its connections in a row that failed or were cut before they were of any use. */
interface Slot {
  barren: number
}

const keepAliveMs = 15_000
/** A connection that lived this long was wanted by the server, even if no request came. */
const usefulAfterMs = 5_000
/** Below half for this long is a loss, not the usual coming and going. */
const settleMs = 1_000
const withoutAnyMs = 5_000
const longestPauseMs = 15_000
/** Dials a second that no server can exceed, whatever it does to the connections. */
const dialsPerSecond = 200

/** The pause before a slot dials again, milliseconds: none after a useful connection, doubling after each barren one. */
export function pauseMs(barren: number): number {
  return barren === 0 ? 0 : Math.min(250 * 2 ** (barren - 1), longestPauseMs)
}

/** Fills the pool and keeps it filled until it is lost. */
export function keepSockets(options: SocketLedgerOptions): void {
  new SocketLedger(options).fill()
}

class SocketLedger {
  readonly #options: SocketLedgerOptions
  readonly #slots: readonly Slot[]
  #open = 0
  #told: 'nothing' | 'enough' | 'few' = 'nothing'
  #lost = false
  #settling = false
  #stopEmptyWatch: () => void
  #nextDialAt = 0

  constructor(options: SocketLedgerOptions) {
    this.#options = options
    this.#slots = Array.from({ length: options.wanted }, () => ({ barren: 0 }))
    this.#stopEmptyWatch = this.#watchEmpty()
  }

  fill(): void {
    for (const slot of this.#slots) this.#dial(slot)
  }

  #dial(slot: Slot): void {
    if (this.#lost) return
    const { clock, dial } = this.#options
    const socket = dial()
    let openedAt: number | undefined
    socket.once('connect', () => {
      openedAt = clock.now()
      socket.setKeepAlive(true, keepAliveMs)
      this.#onOpen()
    })
    // `close` comes in every case, also when the connection was never made.
    socket.once('close', () => {
      const useful = openedAt !== undefined && (socket.bytesRead > 0 || clock.now() - openedAt >= usefulAfterMs)
      slot.barren = useful ? 0 : slot.barren + 1
      if (openedAt !== undefined) this.#open--
      this.#onClose()
      this.#dialLater(slot)
    })
  }

  #dialLater(slot: Slot): void {
    const { clock } = this.#options
    const now = clock.now()
    this.#nextDialAt = Math.max(this.#nextDialAt + 1_000 / dialsPerSecond, now)
    const ms = Math.max(pauseMs(slot.barren), this.#nextDialAt - now)
    if (ms < 1) this.#dial(slot)
    else clock.after(ms, () => this.#dial(slot))
  }

  #onOpen(): void {
    this.#open++
    this.#stopEmptyWatch()
    if (this.#told === 'nothing') this.#tell('enough')
    else if (!this.#isFew) this.#told = 'enough'
  }

  #onClose(): void {
    if (this.#open > 0) return this.#settle()
    if (this.#slots.every((slot) => slot.barren > 0)) return this.#lose()
    this.#stopEmptyWatch()
    this.#stopEmptyWatch = this.#watchEmpty()
  }

  #settle(): void {
    if (this.#told === 'few' || this.#settling || !this.#isFew) return
    this.#settling = true
    this.#options.clock.after(settleMs, () => {
      this.#settling = false
      if (this.#told === 'enough' && this.#isFew) this.#tell('few')
    })
  }

  get #isFew(): boolean {
    return this.#open * 2 < this.#options.wanted
  }

  #tell(what: 'enough' | 'few'): void {
    this.#told = what
    if (!this.#lost) this.#options.onSockets(this.#open)
  }

  #watchEmpty(): () => void {
    return this.#options.clock.after(withoutAnyMs, () => {
      if (this.#open === 0) this.#lose()
    })
  }

  #lose(): void {
    if (this.#lost) return
    this.#lost = true
    this.#options.onLost()
  }
}
