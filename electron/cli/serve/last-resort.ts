/** What happens to an error that nobody caught: it is told, and no delivery is lost over it. */
import type { EventEmitter } from 'node:events'
import { errorMessage } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'

export interface LastResortOptions {
  readonly log: Log
  /** Ends the program cleanly, as what is left of it can't be trusted. */
  readonly end: () => void
  /** The process, or what stands for it. */
  readonly source?: EventEmitter
}

/** A promise that nobody waited for touches its own work alone, so the listener goes on; after a thrown error it does not. */
export function catchTheUncaught({ log, end, source = process }: LastResortOptions): void {
  source.on('unhandledRejection', (reason: unknown) => log.error('process.unhandled_rejection', { reason: describe(reason) }))
  source.on('uncaughtException', (error: unknown) => {
    log.error('process.uncaught_exception', { reason: describe(error) })
    end()
  })
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : errorMessage(error)
}
