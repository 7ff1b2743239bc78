/** The desktop's entry: what must be settled before Electron is ready, then one instance, one desktop, and a clean way out. */
import { app as electronApp, dialog, protocol } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, errorMessage } from '../core/errors.ts'
import { type Desktop, startDesktop } from './desktop.ts'
import { createDiagnostics } from './diagnostics.ts'
import { deliveryOfLink, readLaunchOptions } from './launch-options.ts'
import { ownPage } from './own-page.ts'
import { appSchemePrivileges } from './protocol.ts'
import { quitCleanly } from './quit.ts'

const launch = readLaunchOptions(process.argv)
const folderRefusal = launch.dataFolder === undefined ? undefined : settleIn(launch.dataFolder)
const log = createDiagnostics(join(electronApp.getPath('userData'), 'hooklab.log'))
const page = ownPage(electronApp.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'])

let desktop: Desktop | undefined
/** A link that came before there was a desktop to show it. */
let earlyLink: string | undefined

protocol.registerSchemesAsPrivileged([appSchemePrivileges])
electronApp.enableSandbox()
if (process.platform === 'win32') electronApp.setAppUserModelId('io.github.hooklab')

// No dialog: it would hold up the listener until somebody clicks.
process.on('uncaughtException', (error) => {
  log.error('process.uncaught', { message: errorMessage(error), stack: error instanceof Error ? error.stack : undefined })
})
process.on('unhandledRejection', (reason) => log.error('process.unhandled_rejection', { message: errorMessage(reason) }))

if (folderRefusal !== undefined) reportFailedStart(folderRefusal)
else if (electronApp.requestSingleInstanceLock()) run()
else electronApp.quit()

/** Another data folder is another instance: the lock and the browser's own files go with it. Answers why it can't be. */
function settleIn(dataFolder: string): AppError | undefined {
  const folder = join(dataFolder, 'desktop')
  try {
    // Electron takes no folder that is not there.
    mkdirSync(folder, { recursive: true })
    electronApp.setPath('userData', folder)
    return undefined
  } catch (error) {
    const message = `The data folder ${dataFolder} can't be used: ${errorMessage(error)}. Make it writable, or start with --data and another one.`
    return new AppError('STORE_FAILED', message, error)
  }
}

function run(): void {
  electronApp.on('second-instance', (_event, argv) => openLink(argv.findLast((argument) => argument.startsWith('hooklab:'))))
  electronApp.on('open-url', (event, url) => {
    event.preventDefault()
    openLink(url)
  })
  electronApp.on('activate', () => desktop?.show())
  electronApp.on('window-all-closed', () => {
    // macOS keeps an app without windows in the dock; elsewhere the developer chooses in the tray.
    if (process.platform !== 'darwin' && desktop?.keepRunning !== true) electronApp.quit()
  })
  quitCleanly({ electronApp, log, closeAll: async () => desktop?.close() })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => electronApp.quit())
  electronApp.whenReady().then(start).catch(reportFailedStart)
}

async function start(): Promise<void> {
  if (electronApp.isPackaged) electronApp.setAsDefaultProtocolClient('hooklab')
  // This file stands in out/main; chunks of it do not.
  desktop = await startDesktop({ launch, page, log, outFolder: join(import.meta.dirname, '..') })
  log.info('desktop.started', { version: electronApp.getVersion() })
  const link = earlyLink ?? process.argv.findLast((argument) => argument.startsWith('hooklab:'))
  if (link !== undefined) openLink(link)
}

function openLink(link: string | undefined): void {
  if (desktop === undefined) earlyLink = link
  else desktop.show(link === undefined ? undefined : deliveryOfLink(link))
}

function reportFailedStart(error: unknown): void {
  log.error('desktop.start_failed', { message: errorMessage(error), code: error instanceof AppError ? error.code : undefined })
  const unexpected = `${errorMessage(error)}\n\nThis was not expected. More is written in ${join(electronApp.getPath('userData'), 'hooklab.log')}.`
  dialog.showErrorBox('Hooklab could not start', error instanceof AppError ? error.message : unexpected)
  electronApp.exit(1)
}
