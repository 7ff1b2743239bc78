/** `app`: life cycle, paths and the single instance lock. */
import { EventEmitter } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeBrowser, openBrowser } from './browser.ts'
import { readConfiguration } from './configuration.ts'
import { preventable } from './preventable.ts'
import { closeRegistration } from './protocol.ts'

class App extends EventEmitter {
  readonly isPackaged = false
  readonly paths = new Map<string, string>([['userData', join(readConfiguration().folder, 'user-data')]])
  readonly protocolClients: string[] = []
  sandboxEnabled = false
  #ready: Promise<void> | undefined
  #quitting = false
  #releaseLock: (() => void) | undefined

  getVersion = (): string => readConfiguration().version
  getName = (): string => 'hooklab'
  getPath = (name: string): string => {
    const path = this.paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath = (name: string, path: string): void => {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`)
    this.paths.set(name, path)
  }
  enableSandbox = (): void => void (this.sandboxEnabled = true)
  setAppUserModelId = (): void => {}
  setAsDefaultProtocolClient = (scheme: string): boolean => this.protocolClients.push(scheme) > 0

  whenReady = (): Promise<void> => {
    this.#ready ??= (readConfiguration().pages ? openBrowser() : Promise.resolve()).then(() => {
      closeRegistration()
      this.emit('ready')
    })
    return this.#ready
  }

  /** A file in `userData` is the lock; who comes later leaves his arguments there and is told no. */
  requestSingleInstanceLock = (): boolean => {
    const folder = this.getPath('userData')
    mkdirSync(folder, { recursive: true })
    const [lock, calls] = [join(folder, 'double-lock'), join(folder, 'double-calls')]
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch {
      appendFileSync(calls, `${JSON.stringify(process.argv)}\n`)
      return false
    }
    writeFileSync(calls, '')
    let known = 0
    const watcher = watch(calls, () => {
      const lines = readFileSync(calls, 'utf8').split('\n').slice(0, -1)
      for (const line of lines.slice(known)) this.emit('second-instance', preventable({}), JSON.parse(line), folder)
      known = lines.length
    })
    this.#releaseLock = () => {
      watcher.close()
      rmSync(lock)
    }
    return true
  }

  quit = (): void => {
    if (this.#quitting) return
    this.#quitting = true
    const event = preventable({})
    this.emit('before-quit', event)
    this.#quitting = false
    if (!event.defaultPrevented) this.exit(0)
  }

  exit = (code = 0): void => {
    this.#releaseLock?.()
    this.#releaseLock = undefined
    void closeBrowser().finally(() => process.exit(code))
  }

  /** Double: the last window is gone. Without a listener the app quits, as in Electron. */
  windowsClosed(): void {
    if (!this.emit('window-all-closed')) this.quit()
  }
}

export const app = new App()
