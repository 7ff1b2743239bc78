/** The tray icon: drawn again when the tunnel, the deliveries or the choice to keep running change, at most four times a second. */
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron'
import type { Change, DeliverySummary } from '../contract/index.ts'
import type { Clock } from '../core/clock.ts'
import { shownDeliveries, type TrayActions, type TrayState, trayState, trayTemplate, trayTooltip, type TrayView } from './tray-menu.ts'

const redrawEveryMs = 250

export interface TrayParts {
  readonly clock: Clock
  readonly platform: NodeJS.Platform
  readonly actions: TrayActions
  readonly makeTray: (icon: NativeImage) => Tray
  readonly makeMenu: (template: MenuItemConstructorOptions[]) => Menu
  readonly icon: (state: TrayState) => NativeImage
}

export class TrayIcon {
  readonly #parts: TrayParts
  readonly #tray: Tray
  #view: TrayView
  #state: TrayState
  #cancelRedraw: (() => void) | undefined

  constructor(view: TrayView, parts: TrayParts) {
    this.#parts = parts
    this.#view = view
    this.#state = trayState(view.tunnel)
    this.#tray = parts.makeTray(parts.icon(this.#state))
    // Elsewhere a click opens the menu by itself.
    if (parts.platform === 'win32') this.#tray.on('click', () => parts.actions.open())
    this.#draw()
  }

  /** Takes in what concerns the tray, and passes over the rest. */
  follow(change: Change): void {
    switch (change.type) {
      case 'tunnel.changed':
        return this.update({ tunnel: change.tunnel })
      case 'deliveries.received':
        return this.update({ deliveries: newest([...change.items.toReversed(), ...this.#view.deliveries]) })
      case 'deliveries.updated':
        return this.update({ deliveries: withUpdates(this.#view.deliveries, change.items) })
      case 'deliveries.removed':
        return this.update({ deliveries: this.#view.deliveries.filter(({ id }) => change.ids !== undefined && !change.ids.includes(id)) })
      default:
    }
  }

  update(part: Partial<TrayView>): void {
    this.#view = { ...this.#view, ...part }
    this.#cancelRedraw ??= this.#parts.clock.after(redrawEveryMs, () => this.#draw())
  }

  close(): void {
    this.#cancelRedraw?.()
    this.#tray.destroy()
  }

  #draw(): void {
    this.#cancelRedraw = undefined
    const state = trayState(this.#view.tunnel)
    if (state !== this.#state) this.#tray.setImage(this.#parts.icon(state))
    this.#state = state
    this.#tray.setToolTip(trayTooltip(this.#view))
    this.#tray.setContextMenu(this.#parts.makeMenu(trayTemplate(this.#view, this.#parts.actions)))
  }
}

function newest(deliveries: readonly DeliverySummary[]): DeliverySummary[] {
  return deliveries.slice(0, shownDeliveries)
}

function withUpdates(deliveries: readonly DeliverySummary[], updates: readonly DeliverySummary[]): DeliverySummary[] {
  const byId = new Map(updates.map((delivery) => [delivery.id, delivery]))
  return deliveries.map((delivery) => byId.get(delivery.id) ?? delivery)
}
