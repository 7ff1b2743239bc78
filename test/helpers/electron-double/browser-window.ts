/** `BrowserWindow`: bounds and states as the app and the test set them, and a `WebContents` in a real Chromium. */
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { readConfiguration } from './configuration.ts'
import { deliverIpc } from './ipc-main.ts'
import { preventable } from './preventable.ts'
import { WebContents } from './web-contents.ts'

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean
  readonly minWidth?: number
  readonly minHeight?: number
  readonly backgroundColor?: string
  readonly titleBarStyle?: string
  readonly icon?: object
  readonly webPreferences?: Readonly<Record<string, unknown>> & { readonly preload?: string }
}

export const windows: BrowserWindow[] = []

export class BrowserWindow extends EventEmitter {
  readonly options: WindowOptions
  readonly webContents: WebContents
  #bounds: Bounds
  #maximized = false
  #minimized = false
  #visible: boolean
  #focused = false
  #destroyed = false
  backgroundColor: string | undefined

  constructor(options: WindowOptions) {
    super()
    this.options = options
    this.backgroundColor = options.backgroundColor
    this.#visible = options.show !== false
    const { width = 800, height = 600 } = options
    const area = readConfiguration().displays[0]?.workArea ?? { x: 0, y: 0, width, height }
    this.#bounds = {
      x: options.x ?? area.x + Math.round((area.width - width) / 2),
      y: options.y ?? area.y + Math.round((area.height - height) / 2),
      width,
      height
    }
    this.webContents = new WebContents(options.webPreferences?.preload, deliverIpc)
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'))
    windows.push(this)
    app.emit('web-contents-created', preventable({}), this.webContents)
    app.emit('browser-window-created', preventable({}), this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url)
  }
  show(): void {
    this.#visible = true
    this.focus()
  }
  focus(): void {
    this.setFocused(true)
  }
  minimize(): void {
    this.#minimized = true
  }
  restore(): void {
    this.#minimized = false
  }
  maximize(): void {
    this.#maximized = true
    this.emit('maximize')
  }
  isFocused = (): boolean => this.#focused
  isVisible = (): boolean => this.#visible
  isMinimized = (): boolean => this.#minimized
  isMaximized = (): boolean => this.#maximized
  isDestroyed = (): boolean => this.#destroyed
  getNormalBounds = (): Bounds => this.#bounds
  setBackgroundColor(color: string): void {
    this.backgroundColor = color
  }

  /** As a user closes it. */
  close(): void {
    const event = preventable({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.#focused = false
    windows.splice(windows.indexOf(this), 1)
    void this.webContents.close()
    this.emit('closed')
    if (windows.length === 0) app.windowsClosed()
  }

  /** Double: as a user moves, sizes or leaves it. */
  setBounds(bounds: Bounds): void {
    this.#bounds = bounds
    this.emit('move')
    this.emit('resize')
  }
  setFocused(focused: boolean): void {
    if (this.#focused === focused) return
    this.#focused = focused
    this.emit(focused ? 'focus' : 'blur')
  }
}
