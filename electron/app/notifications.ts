/**
 * Desktop notifications: a delivery that failed verification, and a tunnel that was lost or came back under another URL. Each can be switched off; none comes
 * while the window has the focus, where the same is on screen; a flood of failures becomes one notification in ten seconds.
 */
import type { Notification } from 'electron'
import type { Change, DeliverySummary, Settings, Tunnel } from '../contract/index.ts'
import type { Clock } from '../core/clock.ts'
import { plainText } from './plain-text.ts'

const quietMs = 10_000

export interface NotificationText {
  readonly title: string
  readonly body: string
}

export interface NotificationParts {
  readonly clock: Clock
  readonly settings: () => Settings['notifications']
  readonly windowFocused: () => boolean
  readonly make: (text: NotificationText) => Notification
  readonly openDelivery: (id: string) => void
  readonly openTunnel: () => void
}

export class Notifications {
  readonly #parts: NotificationParts
  /** Kept while shown: a collected notification loses its click. */
  readonly #shown = new Set<Notification>()
  #held: DeliverySummary[] = []
  #heldCount = 0
  #cancelQuiet: (() => void) | undefined
  #hadTunnel = false
  /** When the change of URL was that was looked at last. */
  #urlChangedAt = 0

  constructor(parts: NotificationParts) {
    this.#parts = parts
  }

  follow(change: Change): void {
    if (change.type === 'deliveries.received') this.#received(change.items)
    else if (change.type === 'tunnel.changed') this.#tunnelChanged(change.tunnel)
  }

  #received(deliveries: readonly DeliverySummary[]): void {
    const failed = deliveries.filter(({ verdict }) => verdict.status === 'failed')
    if (failed.length === 0 || !this.#parts.settings().failedVerdict || this.#parts.windowFocused()) return
    this.#held = failed.slice(-1)
    this.#heldCount += failed.length
    if (this.#cancelQuiet === undefined) this.#tellFailures()
  }

  #tellFailures(): void {
    const last = this.#held[0]
    if (last !== undefined) {
      this.#show(failureText(last, this.#heldCount), () => this.#parts.openDelivery(last.id))
      this.#cancelQuiet = this.#parts.clock.after(quietMs, () => {
        this.#cancelQuiet = undefined
        if (!this.#parts.windowFocused() && this.#parts.settings().failedVerdict) this.#tellFailures()
      })
    }
    this.#held = []
    this.#heldCount = 0
  }

  /** Told once for each loss: the next needs a tunnel that was online in between. */
  #tunnelChanged(tunnel: Tunnel): void {
    const lost = this.#hadTunnel && (tunnel.state === 'reconnecting' || tunnel.state === 'failed')
    if (tunnel.state === 'online') this.#hadTunnel = true
    else if (lost || tunnel.state === 'closed' || tunnel.state === 'closing') this.#hadTunnel = false
    if (lost) this.#tellTunnel(lossText(tunnel))
    const { urlChanged } = tunnel
    if (urlChanged === undefined || urlChanged.at === this.#urlChangedAt) return
    this.#urlChangedAt = urlChanged.at
    this.#tellTunnel(changeText(urlChanged))
  }

  #tellTunnel(text: NotificationText): void {
    if (this.#parts.settings().tunnelLost && !this.#parts.windowFocused()) this.#show(text, this.#parts.openTunnel)
  }

  #show(text: NotificationText, onClick: () => void): void {
    const notification = this.#parts.make(text)
    this.#shown.add(notification)
    notification.on('click', onClick)
    notification.on('close', () => this.#shown.delete(notification))
    notification.show()
  }
}

function failureText(last: DeliverySummary, count: number): NotificationText {
  const name = plainText(last.eventType ?? `${last.method} ${last.url}`)
  const reason = last.verdict.status === 'failed' ? plainText(last.verdict.reason.replaceAll('_', ' ')) : ''
  return {
    title: count === 1 ? 'A delivery failed verification' : `${count} deliveries failed verification`,
    body: count === 1 ? `${name}: ${reason}` : `Last: ${name}: ${reason}`
  }
}

function lossText({ state, reason }: Tunnel): NotificationText {
  const said = reason === undefined ? '' : ` ${reason.message}`
  return state === 'failed'
    ? { title: 'The tunnel is down', body: `Deliveries no longer reach this machine.${said}` }
    : { title: 'The tunnel was lost', body: `Hooklab is reconnecting.${said}` }
}

function changeText({ from, to }: NonNullable<Tunnel['urlChanged']>): NotificationText {
  return {
    title: 'The public URL has changed',
    body: `Providers that still call ${plainText(from)} reach nothing: give them ${plainText(to)}.`
  }
}
