/** `WebContents` and its main frame: a page of a real Chromium, with the app's own preload in a world of its own. */
import type { CDPSession, Page, Route } from '@playwright/test'
import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { openBrowser, toAppUrl, toBrowserUrl } from './browser.ts'
import { readConfiguration } from './configuration.ts'
import { fromPage, type MessagePortMain, moveToPage } from './message-ports.ts'
import { crossing, pageWorld, type PortData, preloadWorld } from './page-worlds.ts'
import { preventable } from './preventable.ts'
import { answerFromProtocol } from './protocol.ts'

type FromPage =
  | { readonly channel: string; readonly args: readonly unknown[]; readonly url: string }
  | { readonly port: number; readonly data: PortData | null }

export interface Frame {
  url: string
  readonly parent: Frame | null
  postMessage: (channel: string, message: unknown, transfer?: readonly MessagePortMain[]) => void
  isDestroyed: () => boolean
}

type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' }

/** Set by `ipcMain`: takes what a preload sent. */
export type IpcSink = (channel: string, event: object, args: readonly unknown[]) => void

const worldName = 'Electron Isolated Context'

export class WebContents extends EventEmitter {
  /** Double: every request that the page made and that was not the app's own. */
  readonly blockedRequests: string[] = []
  readonly mainFrame: Frame
  readonly #preloadFile: string | undefined
  readonly #ipc: IpcSink
  readonly #ports = new Map<number, MessagePortMain>()
  #page: Page | undefined
  #session: CDPSession | undefined
  #contextId: number | undefined
  #lastPortId = 0
  /** The main process itself navigates, so that nothing is to be asked. */
  #loading = false
  #loaded: Promise<void> = Promise.resolve()
  #url = ''
  #crashed = false
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' })

  constructor(preloadFile: string | undefined, ipc: IpcSink) {
    super()
    this.#preloadFile = preloadFile
    this.#ipc = ipc
    this.mainFrame = {
      url: '',
      parent: null,
      postMessage: (channel, message, transfer = []) => this.#deliver(channel, [message], transfer),
      isDestroyed: () => this.#crashed
    }
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  getURL(): string {
    return this.mainFrame.url
  }

  send(channel: string, ...args: unknown[]): void {
    this.#deliver(channel, args, [])
  }

  reload(): void {
    void this.load(this.#url)
  }

  load(url: string): Promise<void> {
    this.#loaded = this.#load(url)
    return this.#loaded
  }

  async #load(url: string): Promise<void> {
    this.#url = url
    if (!readConfiguration().pages) return this.#pretendLoaded(url)
    this.#loading = true
    // A crashed page stays crashed in Playwright; the next renderer process is another page.
    const page = this.#page === undefined || this.#crashed ? await this.#openPage() : this.#page
    await page.goto(toBrowserUrl(url))
  }

  /** Double: kills the renderer process. */
  async crash(): Promise<void> {
    await this.#loaded
    await this.#session?.send('Page.crash').catch(() => undefined)
  }

  async close(): Promise<void> {
    await this.#page?.close()
  }

  #pretendLoaded(url: string): void {
    this.mainFrame.url = url
    for (const event of ['did-start-loading', 'dom-ready', 'did-finish-load']) this.emit(event)
  }

  async #openPage(): Promise<Page> {
    const context = await openBrowser()
    await this.#page?.close()
    const page = await context.newPage()
    this.#page = page
    this.#crashed = false
    this.#session = await context.newCDPSession(page)
    await this.#preparePreload(this.#session)
    await page.route('**/*', (route) => this.#answer(route, page))
    page.on('popup', (popup) => void popup.close())
    page.on('domcontentloaded', () => this.emit('dom-ready'))
    page.on('load', () => this.emit('did-finish-load'))
    page.on('crash', () => {
      this.#crashed = true
      this.#loseContext()
      this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 })
    })
    await context.route('**/*', (route) => this.#refusePopup(route))
    return page
  }

  async #preparePreload(session: CDPSession): Promise<void> {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === worldName) this.#contextId = context.id
    })
    session.on('Runtime.executionContextsCleared', () => this.#loseContext())
    session.on('Runtime.bindingCalled', ({ payload }) => this.#take(JSON.parse(payload) as FromPage))
    await session.send('Runtime.enable')
    await session.send('Page.enable')
    const key = `double-${crypto.randomUUID()}`
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(${String(pageWorld)})(${JSON.stringify(key)}, ${String(crossing)})`
    })
    if (this.#preloadFile === undefined) return
    await session.send('Runtime.addBinding', { name: 'doubleSend', executionContextName: worldName })
    const preload = await readFile(this.#preloadFile, 'utf8')
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName,
      source: `(${String(preloadWorld)})(${JSON.stringify(key)}, ${JSON.stringify(process.platform)}, ${String(crossing)})
        if (window.top === window) { ((require, process, module, exports) => {${preload}\n})(require, process, { exports: {} }, {}) }`
    })
  }

  #take(message: FromPage): void {
    if ('channel' in message) {
      this.mainFrame.url = toAppUrl(message.url)
      return this.#ipc(message.channel, { sender: this, senderFrame: this.mainFrame, ports: [], type: 'frame' }, message.args)
    }
    const port = this.#ports.get(message.port)
    if (message.data === null) port?.receiveClose()
    else port?.receive(fromPage(message.data))
  }

  #deliver(channel: string, args: readonly unknown[], transfer: readonly MessagePortMain[]): void {
    const ids = transfer.map((port) => {
      const id = (this.#lastPortId += 1)
      this.#ports.set(
        id,
        moveToPage(port, (data) => this.#inPreload(`doubleToPort(${id}, ${JSON.stringify(data)})`))
      )
      return id
    })
    this.#inPreload(`doubleReceive(${JSON.stringify(channel)}, ${JSON.stringify(args)}, ${JSON.stringify(ids)})`)
  }

  #inPreload(expression: string): void {
    if (this.#contextId === undefined) return
    // A page that goes away in between takes its messages along, as it does in Electron.
    this.#session?.send('Runtime.evaluate', { expression, contextId: this.#contextId }).catch(() => undefined)
  }

  #loseContext(): void {
    this.#contextId = undefined
    for (const port of this.#ports.values()) port.receiveClose()
    this.#ports.clear()
  }

  async #answer(route: Route, page: Page): Promise<void> {
    const request = route.request()
    const url = toAppUrl(request.url())
    if (request.isNavigationRequest()) {
      const isMainFrame = request.frame() === page.mainFrame()
      const ours = this.#loading && isMainFrame
      if (ours) this.#loading = false
      else if (!this.#mayNavigate(url, isMainFrame)) return route.abort('aborted')
      if (isMainFrame) {
        this.mainFrame.url = url
        this.emit('did-start-loading')
      }
    }
    const answer = await answerFromProtocol(url, request)
    if (answer !== undefined) return route.fulfill(answer)
    this.blockedRequests.push(url)
    return route.abort('blockedbyclient')
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    const event = preventable({ url, isMainFrame, isSameDocument: false })
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event)
    return !event.defaultPrevented
  }

  /** Pages have routes of their own, so whatever comes here belongs to a window that a page tries to open. */
  async #refusePopup(route: Route): Promise<void> {
    const { action } = this.#windowOpenHandler({ url: toAppUrl(route.request().url()) })
    if (action === 'allow') throw new Error('The double opens no second window.')
    await route.abort('aborted')
  }
}
