/** A tunnel that a program of the developer's holds open: cloudflared, ssh. What the program prints says how it goes. */
import type { TunnelReason } from '../../../contract/index.ts'
import type { OpenRequest, OpenResult } from '../driver.ts'
import { runProgram, type ProgramOptions, type RunningProgram } from './run-program.ts'

/** What one line means. */
export type LineMeaning =
  /** It stands, under this URL, without a trailing slash. */
  | { readonly kind: 'opened'; readonly publicUrl: string }
  | { readonly kind: 'failed'; readonly reason: TunnelReason; readonly retryable: boolean }
  /** Its connections changed while it stood. */
  | { readonly kind: 'shaken'; readonly open: number; readonly wanted: number }
  /** A connection is there again. */
  | { readonly kind: 'restored' }

export interface ProgramTunnel {
  readonly program: Pick<ProgramOptions, 'path' | 'args' | 'env' | 'cwd'>
  /** Reads one line; it may remember earlier ones. */
  readonly read: (line: string) => LineMeaning | undefined
  /** Why it did not open in time, from what was read so far. */
  readonly late: () => { readonly reason: TunnelReason; readonly retryable: boolean }
  /** Why it ended by itself. Before it was open that is why it failed. */
  readonly ended: (detail: string) => { readonly reason: TunnelReason; readonly retryable: boolean }
  /** See `TunnelConnection`. */
  readonly healsWithinMs?: number
  /** How long to wait with telling that it is open, milliseconds. */
  readonly settleMs?: number
  /** What went by before the program was started, milliseconds: it counts towards the deadline. */
  readonly spentMs?: number
}

const deadlineMs = 9_500

/** Starts the program and waits for what it prints. Settles within 9.5 s, also when aborted; a program that failed is gone then. */
export function openProgramTunnel(request: OpenRequest, tunnel: ProgramTunnel): Promise<OpenResult> {
  return new ProgramOpening(request, tunnel).result
}

class ProgramOpening {
  readonly result: Promise<OpenResult>
  readonly #request: OpenRequest
  readonly #tunnel: ProgramTunnel
  readonly #program: RunningProgram
  readonly #cancelDeadline: () => void
  #cancelSettling: () => void = () => {}
  #settle: ((result: OpenResult) => void) | undefined
  #closing = false

  constructor(request: OpenRequest, tunnel: ProgramTunnel) {
    this.#request = request
    this.#tunnel = tunnel
    this.result = new Promise((resolve) => (this.#settle = resolve))
    this.#program = runProgram({
      ...tunnel.program,
      clock: request.clock,
      onLine: (line) => this.#onLine(line),
      onExit: (detail) => this.#onExit(detail)
    })
    this.#cancelDeadline = request.clock.after(Math.max(0, deadlineMs - (tunnel.spentMs ?? 0)), () => this.#fail(tunnel.late()))
    const abort = (): void => this.#fail(tunnel.ended('aborted'))
    request.signal.addEventListener('abort', abort, { once: true })
    if (request.signal.aborted) abort()
  }

  #onLine(line: string): void {
    if (this.#closing) return
    const meaning = this.#tunnel.read(line)
    switch (meaning?.kind) {
      case 'opened':
        return this.#succeed(meaning.publicUrl)
      case 'failed':
        if (this.#settle === undefined) return this.#lose(meaning.reason)
        return this.#fail(meaning)
      case 'shaken':
      case 'restored':
        if (this.#settle === undefined) this.#request.onSignal(meaning)
        return
      case undefined:
    }
  }

  #succeed(publicUrl: string): void {
    // A better URL may follow while it settles.
    this.#cancelSettling()
    const { settleMs = 0, healsWithinMs } = this.#tunnel
    this.#cancelSettling = this.#request.clock.after(settleMs, () =>
      this.#finish({ opened: { publicUrl, ...(healsWithinMs !== undefined && { healsWithinMs }), close: () => this.#end() } })
    )
  }

  #onExit(detail: string): void {
    if (this.#closing) return
    const ended = this.#tunnel.ended(detail)
    if (this.#settle === undefined) this.#lose(ended.reason)
    else this.#fail(ended)
  }

  #lose(reason: TunnelReason): void {
    void this.#end()
    this.#request.onSignal({ kind: 'lost', reason })
  }

  /** The failure is told when the program is gone: the next try must not meet it. */
  #fail({ reason, retryable }: { readonly reason: TunnelReason; readonly retryable: boolean }): void {
    if (this.#settle === undefined) return
    this.#cancelSettling()
    void this.#end().then(() => this.#finish({ failed: reason, retryable }))
  }

  #finish(result: OpenResult): void {
    this.#cancelDeadline()
    this.#settle?.(result)
    this.#settle = undefined
  }

  #end(): Promise<void> {
    this.#closing = true
    return this.#program.end()
  }
}
