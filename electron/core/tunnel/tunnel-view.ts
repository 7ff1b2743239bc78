/** The tunnel as interfaces see it: kept in step with the machine, with the log of what happened and why. */
import { tunnelOptions, type OpenTunnelInput, type Tunnel, type TunnelLogEntry } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Machine } from './transition.ts'

export interface TunnelView {
  readonly tunnel: Tunnel
  /** Whether this is what is open already. */
  isSame(input: OpenTunnelInput): boolean
  /** Takes the input; answers the public URL to ask for again, if there was one for the same wish. */
  begin(input: OpenTunnelInput): string | undefined
  /** A connection stands; notices when its URL differs from the one before. */
  connected(publicUrl: string): void
  proved(roundTripMs: number): void
  /** What a browser would meet is known now. */
  looked(view: NonNullable<Tunnel['browserView']>): void
  noteDelivery(at: number): void
  acknowledge(): void
  /** Shows the machine's state; tells the listeners if anything differs. */
  show(machine: Machine): void
  onChange(listener: (tunnel: Tunnel) => void): () => void
}

/** What was open last, by whatever wish. */
export interface PreviousTunnel {
  readonly driver: string
  readonly options: Tunnel['options']
  readonly publicUrl: string
}

export interface TunnelViewOptions {
  readonly clock: Clock
  readonly driver: string
  readonly previous?: PreviousTunnel
}

const maxLogEntries = 200
/** Deliveries may come by the hundred a second; interfaces hear of the last one this often. */
const deliveryNoticeMs = 1_000

/** Makes the view of a closed tunnel. */
export function createTunnelView({ clock, driver, previous }: TunnelViewOptions): TunnelView {
  const listeners = new Set<(tunnel: Tunnel) => void>()
  let tunnel: Tunnel = { state: 'closed', driver: previous?.driver ?? driver, options: previous?.options ?? {}, urlChanges: 0, log: [] }
  let last = previous
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
    isSame: (input) => sameWish(input, tunnel),
    begin(input) {
      const { publicUrl: _, reason: __, lastProofAt: ___, roundTripMs: ____, browserView: _____, ...rest } = tunnel
      tunnel = { ...rest, driver: input.driver, options: input.options }
      // A name that the developer asks for goes before one that was handed out.
      return last !== undefined && (input.options.subdomain ?? '').trim() === '' && sameWish(input, last) ? last.publicUrl : undefined
    },
    connected(publicUrl) {
      const from = last !== undefined && sameWish(tunnel, last) ? last.publicUrl : undefined
      last = { driver: tunnel.driver, options: tunnel.options, publicUrl }
      tunnel = { ...tunnel, publicUrl }
      if (from === undefined || from === publicUrl) return
      tunnel = changeUrl(tunnel, from, publicUrl, clock.now())
    },
    proved(roundTripMs) {
      tunnel = { ...tunnel, lastProofAt: clock.now(), roundTripMs }
    },
    looked(browserView) {
      const { state, log } = tunnel
      const entry = { at: browserView.at, state, text: browserView.text, cause: 'browser_page' }
      tell({ ...tunnel, browserView, ...(!browserView.passes && { log: append(log, entry) }) })
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
    acknowledge() {
      const { urlChanged, ...rest } = tunnel
      if (urlChanged !== undefined) tell(rest)
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

function changeUrl({ urlChanged, ...tunnel }: Tunnel, from: string, to: string, at: number): Tunnel {
  // Until it is acknowledged, what the provider still has is the URL before the first change.
  const known = urlChanged?.from ?? from
  return {
    ...tunnel,
    publicUrl: to,
    urlChanges: tunnel.urlChanges + 1,
    ...(known !== to && { urlChanged: { from: known, to, at } }),
    log: append(tunnel.log, { at, state: tunnel.state, text: `The public URL changed from ${from} to ${to}.`, cause: 'url_changed' })
  }
}

function withMachine(shown: Tunnel, machine: Machine, at: number): Tunnel {
  const { state, reason } = machine
  if (state === shown.state && reason === shown.reason) return shown
  const { reason: before, ...tunnel } = shown
  const next: Tunnel = { ...tunnel, state, ...(reason && { reason }) }
  if (state === 'closed' || state === 'failed') delete next.publicUrl
  const newCause = reason !== undefined && reason.cause !== before?.cause
  if (state === tunnel.state && !newCause) return next
  const text = `${sentences[state](next)}${newCause ? ` ${reason.message}` : ''}`
  return { ...next, log: append(tunnel.log, { at, state, text, ...(newCause && { cause: reason.cause }) }) }
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

function append(log: readonly TunnelLogEntry[], entry: TunnelLogEntry): TunnelLogEntry[] {
  return [...log.slice(-(maxLogEntries - 1)), entry]
}

function sameWish(left: OpenTunnelInput, right: OpenTunnelInput): boolean {
  return left.driver === right.driver && tunnelOptions.keyof().options.every((key) => left.options[key] === right.options[key])
}
