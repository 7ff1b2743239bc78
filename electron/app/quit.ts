/** The way out: once, in order, and never longer than a few seconds. */
import type { App as ElectronApp } from 'electron'
import { errorMessage } from '../core/errors.ts'
import type { Log } from '../core/log.ts'

/** The product ends itself within 3 s; a little more, and the process ends without it. What was answered is stored either way. */
const deadlineMs = 4_000

export interface QuitParts {
  readonly electronApp: Pick<ElectronApp, 'on' | 'exit'>
  readonly log: Log
  /** Ends everything that was started, last started first. */
  readonly closeAll: () => Promise<void>
}

export function quitCleanly({ electronApp, log, closeAll }: QuitParts): void {
  let closing = false
  electronApp.on('before-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    const timer = setTimeout(() => {
      log.error('quit.deadline', { deadlineMs })
      electronApp.exit(1)
    }, deadlineMs)
    closeAll()
      .catch((error: unknown) => log.error('quit.close_failed', { message: errorMessage(error) }))
      .finally(() => {
        clearTimeout(timer)
        electronApp.exit(0)
      })
  })
}
