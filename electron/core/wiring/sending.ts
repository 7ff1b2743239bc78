/** Sending beyond one attempt: jobs, retries, health of targets. */
import { AppError } from '../errors.ts'
import type { SendingServices } from '../router/services.ts'

export function createSending(): SendingServices {
  const missing = (): never => {
    throw new AppError('UNPROCESSABLE', 'This version can’t do that yet.')
  }
  const later = (): Promise<never> => Promise.reject(new AppError('UNPROCESSABLE', 'This version can’t do that yet.'))
  return {
    jobs: { list: () => [], get: missing, pause: missing, resume: missing, cancel: missing, remove: missing },
    resendMany: later,
    replay: later,
    catchUp: later,
    health: () => Promise.resolve([]),
    missed: () => Promise.resolve({ items: [], total: 0 }),
    forgetMissed: later,
    retries: {
      list: () => Promise.resolve({ items: [], total: 0 }),
      send: later,
      cancel: later,
      cancelAll: () => Promise.resolve(0)
    },
    attemptBytes: later
  }
}
