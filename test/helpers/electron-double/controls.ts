/** The test's hands inside the double's process: called over the process channel, answered with plain values. */
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '../../../electron/contract/index.ts'
import { app } from './app.ts'
import { type Bounds, type BrowserWindow, windows } from './browser-window.ts'
import { closeBrowser, debuggingAddress } from './browser.ts'
import { ipcMain } from './ipc-main.ts'
import type { MessagePortMain } from './message-ports.ts'
import { preventable } from './preventable.ts'
import { answerFromProtocol } from './protocol.ts'
import {
  clipboard,
  dialogsShown,
  Menu,
  type MenuItemTemplate,
  nativeTheme,
  Notification,
  openedExternally,
  powerMonitor,
  session,
  Tray
} from './surfaces.ts'
import type { Frame } from './web-contents.ts'

/** One that claims to be somebody. `own` is the app's window. */
export interface Sender {
  readonly window: 'own' | 'other'
  readonly frame: 'main' | 'child' | 'gone'
  readonly url: string
}

const current = (): BrowserWindow => {
  const window = windows[0]
  if (window === undefined) throw new Error('There is no window.')
  return window
}

const click = (item: MenuItemTemplate | undefined, name: string): void => {
  if (item?.click === undefined) throw new Error(`There is nothing to click at ${name}.`)
  item.click()
}

export const controls = {
  debuggingAddress,
  windowCount: () => windows.length,
  window() {
    const { backgroundColor, webContents } = current()
    const { icon, ...options } = current().options
    return {
      options,
      hasIcon: icon !== undefined,
      backgroundColor,
      bounds: current().getNormalBounds(),
      maximized: current().isMaximized(),
      visible: current().isVisible(),
      focused: current().isFocused(),
      url: webContents.getURL(),
      blockedRequests: webContents.blockedRequests
    }
  },
  setBounds: (bounds: Bounds) => current().setBounds(bounds),
  setFocused: (focused: boolean) => current().setFocused(focused),
  minimizeWindow: () => current().minimize(),
  closeWindow: () => current().close(),
  crashPage: () => current().webContents.crash(),

  menu: () => plain(Menu.applicationMenu?.template ?? []),
  clickMenu: (id: string) => click(Menu.applicationMenu?.find(id), id),
  tray: () => ({
    toolTip: Tray.current?.toolTip,
    picture: Tray.current?.image.representations.map(({ dataURL }) => dataURL)[0],
    menu: plain(Tray.current?.menu?.template ?? [])
  }),
  clickTray: (id: string) => click(Tray.current?.menu?.find(id), id),
  notifications: () => Notification.shown.map(({ text }) => text),
  clickNotification: (index: number) => Notification.shown[index]?.emit('click', preventable({})),
  dialogs: () => dialogsShown,
  openedExternally: () => openedExternally,
  clipboard: () => clipboard.readText(),
  theme: () => nativeTheme.themeSource,
  wakeUp: () => powerMonitor.emit('resume'),
  openUrl: (url: string) => app.emit('open-url', preventable({}), url),
  activate: () => app.emit('activate', preventable({}), windows.length > 0),
  quit: () => app.quit(),

  async fetchFromApp(url: string) {
    const answer = await answerFromProtocol(url)
    return answer === undefined ? undefined : { ...answer, body: answer.body.toString('utf8') }
  },
  mayPermit(permission: string, isMainFrame: boolean) {
    const { permissionRequest, permissionCheck } = session.defaultSession
    const { webContents } = current()
    let requested: boolean | undefined
    permissionRequest?.(webContents, permission, (granted) => (requested = granted), { isMainFrame })
    return { requested, checked: permissionCheck?.(webContents, permission, 'app://hooklab', { isMainFrame }) }
  },
  /** Whether a sender is given a port. */
  askForPort(sender: Sender): boolean {
    const { webContents } = current()
    let given = false
    const frame: Frame = {
      url: sender.url,
      parent: sender.frame === 'child' ? webContents.mainFrame : null,
      postMessage: () => void (given = true),
      isDestroyed: () => false
    }
    // The main frame of the own window is one and the same object, wherever it has been navigated to.
    const { url, postMessage } = webContents.mainFrame
    const own = sender.window === 'own' && sender.frame === 'main'
    const senderFrame = own ? Object.assign(webContents.mainFrame, { url: sender.url, postMessage: frame.postMessage }) : frame
    ipcMain.emit('hooklab:connect', {
      sender: sender.window === 'own' ? webContents : {},
      senderFrame: sender.frame === 'gone' ? null : senderFrame,
      ports: []
    })
    if (own) Object.assign(webContents.mainFrame, { url, postMessage })
    return given
  },
  /** Calls the product as the page does, over a port of the real bridge. The page itself loses its own by that. */
  async callAsPage(path: readonly string[], input: unknown): Promise<unknown> {
    let call: unknown = portClient()
    for (const part of path) call = (call as Record<string, unknown>)[part]
    return (call as (input: unknown) => Promise<unknown>)(input)
  }
}

export type Controls = typeof controls

let client: ContractRouterClient<Contract> | undefined

function portClient(): ContractRouterClient<Contract> {
  if (client !== undefined) return client
  const { mainFrame } = current().webContents
  const { postMessage } = mainFrame
  let port: MessagePortMain | undefined
  mainFrame.postMessage = (_channel, _message, transfer) => (port = transfer?.[0])
  ipcMain.emit('hooklab:connect', { sender: current().webContents, senderFrame: mainFrame, ports: [] })
  mainFrame.postMessage = postMessage
  if (port === undefined) throw new Error('The bridge gave no port.')
  client = createORPCClient(new RPCLink({ port }))
  port.start()
  return client
}

/** A menu without its functions. */
function plain(items: readonly MenuItemTemplate[]): readonly MenuItemTemplate[] {
  return items.map(({ submenu, ...item }) => ({
    ...(JSON.parse(JSON.stringify(item)) as MenuItemTemplate),
    ...(submenu && { submenu: plain(submenu) })
  }))
}

interface Call {
  readonly id: number
  readonly name: keyof Controls
  readonly args: readonly unknown[]
}

async function answer({ id, name, args }: Call): Promise<void> {
  try {
    const value: unknown = await (controls[name] as (...args: readonly unknown[]) => unknown)(...args)
    process.send?.({ id, value })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

process.on('message', (call: Call) => void answer(call))
process.on('disconnect', () => void closeBrowser().finally(() => process.exit(1)))
// The channel must not keep a process alive that has decided to end.
process.channel?.unref()
