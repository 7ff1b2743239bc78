/** Feeds the tray, notifications and window from the product's changes, for as long as the app runs. */
import type { Change } from '../contract/index.ts'
import type { App } from '../core/app.ts'
import type { Clock } from '../core/clock.ts'
import { errorMessage } from '../core/errors.ts'
import type { Log } from '../core/log.ts'

const againAfterMs = 1_000

export interface FollowParts {
  readonly app: Pick<App, 'changes'>
  readonly clock: Clock
  readonly log: Log
  readonly onChange: (change: Change) => void
}

/** Answers the function that ends it. A listener that throws is logged, and the next change comes all the same. */
export function followChanges({ app, clock, log, onChange }: FollowParts): () => void {
  const ending = new AbortController()
  const follow = async (): Promise<void> => {
    for await (const change of app.changes(ending.signal)) {
      try {
        onChange(change)
      } catch (error) {
        log.error('changes.listener_failed', { type: change.type, message: errorMessage(error) })
      }
    }
  }
  const start = (): void => {
    follow().catch((error: unknown) => {
      if (ending.signal.aborted) return
      log.error('changes.lost', { message: errorMessage(error) })
      clock.after(againAfterMs, start)
    })
  }
  start()
  return () => ending.abort()
}
