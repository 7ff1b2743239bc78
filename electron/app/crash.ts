/** A page that crashes is loaded again; the listener never notices. A page that keeps crashing is left to the developer. */
import type { BrowserWindow, MessageBoxOptions } from 'electron'
import type { Clock } from '../core/clock.ts'
import type { Log } from '../core/log.ts'

const crashesTolerated = 3
const withinMs = 60_000

export interface CrashParts {
  readonly clock: Clock
  readonly log: Log
  readonly listenerUrl: string
  /** Answers the number of the button. */
  readonly ask: (options: MessageBoxOptions) => Promise<number>
  readonly quit: () => void
}

/** Answers the function to call with each new window. */
export function surviveCrashes({ clock, log, listenerUrl, ask, quit }: CrashParts): (window: BrowserWindow) => void {
  // Counted over all windows: one that was opened anew may crash for the same reason.
  let crashes: number[] = []
  return (window) => {
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return
      log.error('window.crashed', { reason, exitCode })
      crashes = [...crashes.filter((at) => at > clock.now() - withinMs), clock.now()]
      if (crashes.length <= crashesTolerated) return reload(window)
      crashes = []
      ask({
        type: 'error',
        title: 'Hooklab',
        message: 'The window has crashed several times.',
        detail: `The listener keeps running at ${listenerUrl} and loses nothing. Load the window again, or quit and start Hooklab anew.`,
        buttons: ['Load again', 'Quit'],
        defaultId: 0,
        cancelId: 0
      })
        .then((button) => (button === 1 ? quit() : reload(window)))
        .catch((error: unknown) => log.error('window.crash_dialog_failed', { message: String(error) }))
    })
  }
}

function reload(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload()
}
