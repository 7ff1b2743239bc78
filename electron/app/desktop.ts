/** The desktop, wired: one product, one window, one tray, and the changes that feed them. */
import { createRouterClient } from '@orpc/server'
import {
  app as electronApp,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray
} from 'electron'
import { join } from 'node:path'
import type { Change, Settings } from '../contract/index.ts'
import type { App } from '../core/app.ts'
import { systemClock as clock } from '../core/clock.ts'
import { createApp } from '../core/create-app.ts'
import { errorMessage } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import { openKeyFileSecretStore } from '../core/secrets/key-file-secret-store.ts'
import { serveBridge } from './bridge.ts'
import { openControl } from './control.ts'
import { surviveCrashes } from './crash.ts'
import { followChanges } from './follow-changes.ts'
import windowIcon from './icons/window.png?inline'
import type { LaunchOptions } from './launch-options.ts'
import { MainWindow } from './main-window.ts'
import { menuTemplate } from './menu.ts'
import { documentationHosts, guardNavigation, guardPermissions } from './navigation.ts'
import { Notifications } from './notifications.ts'
import type { OwnPage } from './own-page.ts'
import { watchWaking } from './power.ts'
import { serveInterface } from './protocol.ts'
import { openDesktopSecretStore } from './safe-storage.ts'
import { trayIcon } from './tray-icons.ts'
import { shownDeliveries } from './tray-menu.ts'
import { TrayIcon } from './tray.ts'
import { backgroundColor, windowOptions } from './window-options.ts'

const { platform } = process
const documentation = 'https://github.com/hooklab/hooklab#readme'
const keepRunningNote = 'keepRunning'

export interface DesktopOptions {
  readonly launch: LaunchOptions
  readonly page: OwnPage
  readonly log: Log
  /** The folder `out`. */
  readonly outFolder: string
}

export interface Desktop {
  /** Opens the window, or brings it to the front; with an id, at that delivery. */
  show(deliveryId?: string): void
  /** Whether closing the window leaves the app running. */
  readonly keepRunning: boolean
  close(): Promise<void>
}

/** Errors: rejects with an AppError when the product can't start: a locked or unwritable data folder, a fixed port that is taken. */
export async function startDesktop({ launch, page, log, outFolder }: DesktopOptions): Promise<Desktop> {
  const { app, closeProduct } = await startProduct(launch, log, outFolder)
  let keepRunning = (await app.getNote(keepRunningNote).catch(() => undefined)) === true

  const window = makeWindow(app, page, log, outFolder)
  const tray = await makeTray(app, window, log, keepRunning, (on) => {
    keepRunning = on
    tray?.update({ keepRunning: on })
    app.putNote(keepRunningNote, on).catch((error: unknown) => log.warn('note.not_kept', { message: errorMessage(error) }))
  })
  const notifications = makeNotifications(app, window)
  const stopFollowing = followChanges({ app, clock, log, onChange })
  watchWaking({ powerMonitor, tunnel: app.tunnel })

  function onChange(change: Change): void {
    tray?.follow(change)
    notifications?.follow(change)
    if (change.type === 'settings.changed') applyTheme(change.settings, window)
  }

  const show = (deliveryId?: string): void => {
    if (deliveryId !== undefined) return window.run('delivery.open', deliveryId)
    window.show().catch((error: unknown) => log.error('window.open_failed', { message: errorMessage(error) }))
  }

  protocol.handle('app', serveInterface(join(outFolder, 'renderer')))
  guardPermissions(session.defaultSession, page)
  serveBridge({
    ipcMain,
    router: app.router,
    page,
    log,
    ownContents: () => window.contents,
    makeChannel: () => new MessageChannelMain(),
    onConnected: () => window.pageConnected()
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform,
        packaged: electronApp.isPackaged,
        run: (id) => window.run(id),
        openDocumentation: () => void shell.openExternal(documentation)
      })
    )
  )
  nativeTheme.on('updated', () => applyTheme(app.settings, window))
  applyTheme(app.settings, window)
  show()

  return {
    show,
    get keepRunning() {
      return keepRunning
    },
    async close() {
      stopFollowing()
      tray?.close()
      await window.remember()
      await closeProduct()
    }
  }
}

interface Product {
  readonly app: App
  readonly closeProduct: () => Promise<void>
}

async function startProduct(launch: LaunchOptions, log: Log, outFolder: string): Promise<Product> {
  const dataFolder = launch.dataFolder ?? join(electronApp.getPath('userData'), 'data')
  const version = electronApp.getVersion()
  const secretStore = await openDesktopSecretStore({ safeStorage, platform, keyFile: openKeyFileSecretStore({ dataFolder }) })
  const app = await createApp({
    clock,
    log,
    secretStore,
    dataFolder,
    version,
    host: 'desktop',
    listener: launch.port === undefined ? { port: 5000, fixed: false } : { port: launch.port, fixed: true }
  })
  const closeControl = await openControl({ app, dataFolder, rendererFolder: join(outFolder, 'renderer'), version, log })
  return {
    app,
    closeProduct: async () => {
      await closeControl()
      await app.close()
    }
  }
}

function makeWindow(app: App, page: OwnPage, log: Log, outFolder: string): MainWindow {
  const guardCrashes = surviveCrashes({
    clock,
    log,
    listenerUrl: app.listenerUrl,
    ask: async (options) => (await dialog.showMessageBox(options)).response,
    quit: () => electronApp.quit()
  })
  const openExternal = (url: string): Promise<void> => shell.openExternal(url)
  const hosts = documentationHosts()
  electronApp.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents, { page, log, documentationHosts: hosts, openExternal })
  })
  const icon = nativeImage.createFromDataURL(windowIcon)
  const preloadFile = join(outFolder, 'preload', 'preload.cjs')
  return new MainWindow({
    url: page.url,
    clock,
    log,
    make: (options) => new BrowserWindow(options),
    optionsFor: (bounds) =>
      windowOptions({
        bounds,
        theme: app.settings.appearance.theme,
        systemIsDark: nativeTheme.shouldUseDarkColors,
        platform,
        preloadFile,
        icon
      }),
    workAreas: () => {
      const primary = screen.getPrimaryDisplay()
      return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)].map(({ workArea }) => workArea)
    },
    getNote: (key) => app.getNote(key),
    putNote: (key, value) => app.putNote(key, value),
    onMade: guardCrashes
  })
}

/** Some Linux desktops have no place for a tray icon; the app does without. */
async function makeTray(
  app: App,
  window: MainWindow,
  log: Log,
  keepRunning: boolean,
  setKeepRunning: (on: boolean) => void
): Promise<TrayIcon | undefined> {
  try {
    const client = createRouterClient(app.router)
    const { items } = await client.deliveries.list({ limit: shownDeliveries })
    const view = { tunnel: app.tunnel.tunnel, listenerUrl: app.listenerUrl, deliveries: items }
    return new TrayIcon(platform === 'darwin' ? view : { ...view, keepRunning }, {
      clock,
      platform,
      makeTray: (icon) => new Tray(icon),
      makeMenu: (template) => Menu.buildFromTemplate(template),
      icon: (state) => trayIcon(state, platform, nativeImage),
      actions: {
        open: () => void window.show(),
        openDelivery: (id) => window.run('delivery.open', id),
        copy: (text) => {
          clipboard.writeText(text).catch((error: unknown) => log.warn('tray.copy_failed', { message: errorMessage(error) }))
        },
        setKeepRunning,
        quit: () => electronApp.quit()
      }
    })
  } catch (error) {
    log.warn('tray.missing', { message: errorMessage(error) })
    return undefined
  }
}

function makeNotifications(app: App, window: MainWindow): Notifications | undefined {
  if (!Notification.isSupported()) return undefined
  return new Notifications({
    clock,
    settings: () => app.settings.notifications,
    windowFocused: () => window.focused,
    make: (text) => new Notification(text),
    openDelivery: (id) => window.run('delivery.open', id),
    openTunnel: () => window.run('tunnel.show')
  })
}

/** Native menus and dialogs follow the interface's theme. High contrast follows the system's light or dark. */
function applyTheme({ appearance: { theme } }: Settings, window: MainWindow): void {
  const source = theme === 'contrast' ? 'system' : theme
  // Setting it makes the system say "updated" again.
  if (nativeTheme.themeSource !== source) nativeTheme.themeSource = source
  window.setBackgroundColor(backgroundColor(theme, nativeTheme.shouldUseDarkColors))
}
