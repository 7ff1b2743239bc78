/** Whether a server is there at all, asked for the price of one connection. */
import { connect } from 'node:net'
import type { Clock } from '../../clock.ts'
import { codeOf } from '../judge.ts'
import { addressPatienceMs, lookupWithLocalhost } from '../localhost-lookup.ts'

export interface KnockParts {
  readonly clock: Clock
  readonly signal: AbortSignal
}

const deadlineMs = 4_000

/**
 * Connects to the URL's host and leaves again. Answers the code of the error when nobody opens, `ETIMEDOUT` after 4 s, and nothing
 * when somebody is there.
 */
export function knock(url: string, { clock, signal }: KnockParts): Promise<string | undefined> {
  const { hostname, port, protocol } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port),
      lookup: lookupWithLocalhost,
      autoSelectFamilyAttemptTimeout: addressPatienceMs
    })
    const end = (code?: string): void => {
      cancel()
      signal.removeEventListener('abort', onAbort)
      socket.destroy()
      resolve(code)
    }
    const onAbort = (): void => end('ABORT_ERR')
    const cancel = clock.after(deadlineMs, () => end('ETIMEDOUT'))
    signal.addEventListener('abort', onAbort, { once: true })
    socket.once('connect', () => end())
    socket.once('error', (error) => end(codeOf(error) ?? 'UNKNOWN'))
    if (signal.aborted) onAbort()
  })
}
