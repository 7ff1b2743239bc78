/** The tunnel as interfaces see it: kept in step with the machine, with the log of what happened and why. */
import type { OpenTunnelInput, Tunnel } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Machine } from './transition.ts'
import { appendEntry } from './tunnel-log.ts'
import type { UrlMemory } from './url-memory.ts'

export interface TunnelView {
  readonly tunnel: Tunnel
  /** Takes the input; answers the public URL to ask for again, if there was one for the same wish. */
  begin(input: OpenTunnelInput): string | undefined
  /** A connection stands. */
  connected(publicUrl: string): void
  proved(roundTripMs: number): void
  /** What a browser would meet is known now. */
  looked(view: NonNullable<Tunnel['browserView']>): void
  noteDelivery(at: number): void
  /** Shows the machine's state; tells the listeners if anything differs. */
  show(machine: Machine): void
  onChange(listener: (tunnel: Tunnel) => void): () => void
}

export interface TunnelViewOptions {
  readonly clock: Clock
  /** Shown until one is opened. */
  readonly wish: OpenTunnelInput
  readonly memory: UrlMemory
}

/** Deliveries may come by the hundred a second; interfaces hear of the last one this often. */
const deliveryNoticeMs = 1_000

/** Makes the view of a closed tunnel. */
export function createTunnelView({ clock, wish, memory }: TunnelViewOptions): TunnelView {
  const listeners = new Set<(tunnel: Tunnel) => void>()
  let tunnel: Tunnel = { state: 'closed', driver: wish.driver, options: wish.options, urlChanges: 0, log: [] }
  let noticePending = false

  let told = tunnel

  const tell = (next: Tunnel): void => {
    if (next === told) return
    told = tunnel = next
    for (const listener of listeners) listener(tunnel)
  }

  return {
    get tunnel() {
      return tunnel
    },
    begin(input) {
      const { publicUrl: _, reason: __, lastProofAt: ___, roundTripMs: ____, browserView: _____, ...rest } = tunnel
      tunnel = { ...rest, driver: input.driver, options: input.options }
      return memory.again(input)
    },
    connected(publicUrl) {
      memory.note(tunnel, publicUrl)
      tunnel = { ...tunnel, publicUrl }
    },
    proved(roundTripMs) {
      tunnel = { ...tunnel, lastProofAt: clock.now(), roundTripMs }
    },
    looked(browserView) {
      const { state, log } = tunnel
      const entry = { at: browserView.at, state, text: browserView.text, cause: 'browser_page' }
      tell({ ...tunnel, browserView, ...(!browserView.passes && { log: appendEntry(log, entry) }) })
    },
    noteDelivery(at) {
      tunnel = { ...tunnel, lastDeliveryAt: at }
      if (noticePending) return
      noticePending = true
      clock.after(deliveryNoticeMs, () => {
        noticePending = false
        tell(tunnel)
      })
    },
    show(machine) {
      tell(withMachine(tunnel, machine, clock.now()))
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}

function withMachine(shown: Tunnel, machine: Machine, at: number): Tunnel {
  const { state, reason } = machine
  if (state === shown.state && reason === shown.reason) return shown
  const { reason: before, ...tunnel } = shown
  const next: Tunnel = { ...tunnel, state, ...(reason && { reason }) }
  if (state === 'closed' || state === 'failed') delete next.publicUrl
  const early = state === 'closing' ? tooEarly[shown.state] : undefined
  if (early !== undefined) return { ...next, log: appendEntry(tunnel.log, { at, state, text: early, cause: 'closed_by_hand' }) }
  const newCause = reason !== undefined && reason.cause !== before?.cause
  if (state === tunnel.state && !newCause) return next
  const sentence = machine.healing ? 'Not receiving; waiting for it to connect again by itself.' : sentences[state](next)
  const text = `${sentence}${newCause ? ` ${reason.message}` : ''}`
  return { ...next, log: appendEntry(tunnel.log, { at, state, text, ...(newCause && { cause: reason.cause }) }) }
}

/** Closing something that was not there yet, by what it was doing. */
const tooEarly: Partial<Record<Tunnel['state'], string>> = {
  opening: 'Closing: it was closed by hand while it was being opened.',
  checking: 'Closing: it was closed by hand before the proof was back.',
  reconnecting: 'Closing: it was closed by hand while it was being connected again.'
}

const sentences: Record<Tunnel['state'], (tunnel: Tunnel) => string> = {
  closed: () => 'Closed.',
  opening: ({ driver }) => `Opening with ${driver}.`,
  checking: ({ publicUrl }) => `Connected as ${publicUrl}; proving that it hears.`,
  online: ({ publicUrl, roundTripMs }) => `Online: a proof came back through ${publicUrl} in ${roundTripMs} ms.`,
  degraded: () => 'In doubt; proving again.',
  reconnecting: () => 'Not receiving; connecting again.',
  failed: () => 'Not opened.',
  closing: () => 'Closing.'
}
