/** The one window: made on demand, remembered, and told what the menu, the tray and notifications ask for. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebContents } from 'electron'
import type { CommandId } from '../contract/command-list.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'
import { restoreBounds, type WindowBounds, windowNote } from './window-bounds.ts'

const rememberAfterMs = 400

export interface MainWindowParts {
  readonly url: string
  readonly clock: Clock
  readonly log: Log
  readonly make: (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly optionsFor: (bounds: WindowBounds) => BrowserWindowConstructorOptions
  /** Usable areas of the displays there are, the primary first. */
  readonly workAreas: () => readonly Rectangle[]
  readonly getNote: (key: string) => Promise<unknown>
  readonly putNote: (key: string, value: unknown) => Promise<void>
  /** Told of each new window before its page loads. */
  readonly onMade: (window: BrowserWindow) => void
}

export class MainWindow {
  readonly #parts: MainWindowParts
  #window: BrowserWindow | undefined
  #opening: Promise<void> | undefined
  #connected = false
  /** Commands for a page that has not asked for its port yet. */
  #waiting: (readonly [CommandId, string?])[] = []
  #cancelRemember: (() => void) | undefined

  constructor(parts: MainWindowParts) {
    this.#parts = parts
  }

  get contents(): WebContents | undefined {
    return this.#window?.webContents
  }

  get focused(): boolean {
    return this.#window?.isFocused() ?? false
  }

  /** Opens the window, or brings it to the front. */
  async show(): Promise<void> {
    const window = this.#window
    if (window === undefined) {
      this.#opening ??= this.#open().finally(() => (this.#opening = undefined))
      return this.#opening
    }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  /** Shows the window and has the page run a command; a page that is still loading runs it once it is there. */
  run(id: CommandId, deliveryId?: string): void {
    const command = deliveryId === undefined ? ([id] as const) : ([id, deliveryId] as const)
    if (this.#connected) this.contents?.send('hooklab:command', ...command)
    else this.#waiting.push(command)
    this.show().catch((error: unknown) => this.#parts.log.error('window.open_failed', { message: String(error) }))
  }

  /** The page has its port and listens. */
  pageConnected(): void {
    this.#connected = true
    const waiting = this.#waiting
    this.#waiting = []
    for (const command of waiting) this.contents?.send('hooklab:command', ...command)
  }

  /** The page is gone and will be loaded anew. */
  pageLost(): void {
    this.#connected = false
  }

  setBackgroundColor(color: string): void {
    this.#window?.setBackgroundColor(color)
  }

  /** Writes the bounds down now. Errors: none; a store that fails costs the bounds, not the quit. */
  async remember(): Promise<void> {
    this.#cancelRemember?.()
    this.#cancelRemember = undefined
    const window = this.#window
    if (window === undefined || window.isDestroyed()) return
    const bounds = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      await this.#parts.putNote(windowNote, bounds)
    } catch (error) {
      this.#parts.log.warn('window.bounds_not_kept', { message: String(error) })
    }
  }

  async #open(): Promise<void> {
    const { getNote, workAreas, make, optionsFor, url, onMade, log } = this.#parts
    const noted = await getNote(windowNote).catch(() => undefined)
    const bounds = restoreBounds(noted, workAreas())
    const window = make(optionsFor(bounds))
    this.#window = window
    this.#follow(window)
    window.once('ready-to-show', () => {
      if (bounds.maximized) window.maximize()
      window.show()
    })
    onMade(window)
    // A page that fails to load is reported by `did-fail-load`; the rejection here says the same once more.
    await window.loadURL(url).catch((error: unknown) => log.error('window.load_failed', { message: String(error) }))
  }

  #follow(window: BrowserWindow): void {
    const rememberSoon = (): void => {
      this.#cancelRemember ??= this.#parts.clock.after(rememberAfterMs, () => void this.remember())
    }
    window.on('resize', rememberSoon)
    window.on('move', rememberSoon)
    window.on('maximize', rememberSoon)
    window.on('unmaximize', rememberSoon)
    window.on('close', () => void this.remember())
    window.on('closed', () => {
      this.#window = undefined
      this.#connected = false
    })
    window.webContents.on('did-start-loading', () => this.pageLost())
  }
}
