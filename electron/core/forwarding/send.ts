/** Sending: bytes and header pairs as they are, one attempt, every way it can end named. */
import type { LookupFunction } from 'node:net'
import type * as Undici from 'undici'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { lookupWithLocalhost } from '../tunnel/localhost-lookup.ts'
import type { AttemptResult, OutgoingRequest, Send } from './attempt.ts'
import { Exchange } from './exchange.ts'
import { parseTargetUrl } from './target-address.ts'

export interface SenderOptions {
  readonly clock: Clock
  readonly log: Log
  /** Resolves names; the system's way, which knows `.localhost`, when left out. */
  readonly lookup?: LookupFunction
  /** For timings; the process's own monotonic time when left out. */
  readonly elapsed?: () => number
}

export interface Sender {
  readonly send: Send
  /** Ends what is under way as `aborted`; sending after this ends like that at once. */
  close(): Promise<void>
}

let loaded: typeof Undici | undefined

/**
 * Makes the one way out of the product.
 * Shape: redirects are answers like any other; nothing is decompressed; the deadline runs from the call to the last byte.
 * Errors: TARGET_NOT_ALLOWED and BAD_REQUEST, before anything is dialled; all else is an outcome.
 */
export function createSender({ clock, log, lookup = lookupWithLocalhost, elapsed = () => performance.now() }: SenderOptions): Sender {
  const running = new Map<Exchange, Promise<AttemptResult>>()
  let closed = false
  const pause = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve))

  const send: Send = async (request) => {
    const url = parseTargetUrl(request.url)
    // Loaded at the first sending, so that start-up does not wait for it.
    loaded ??= await import('undici')
    const { Client } = loaded
    const exchange = new Exchange({ url, request, lookup, Client, elapsed, pause })
    const result = exchange.run()
    running.set(exchange, result)
    const release = limit(exchange, request, clock)
    if (closed) exchange.stop(closedOutcome)
    try {
      const { outcome } = await result
      log.info('attempt.finished', { host: url.host, outcome: outcome.kind })
      return await result
    } finally {
      release()
      running.delete(exchange)
    }
  }

  return {
    send,
    async close() {
      closed = true
      for (const exchange of running.keys()) exchange.stop(closedOutcome)
      await Promise.allSettled(running.values())
    }
  }
}

/** How an attempt ends that closing cuts off. */
export const closedOutcome = { kind: 'aborted', detail: 'Hooklab was closed before the attempt had ended.' } as const
const cancelled = { kind: 'aborted', detail: 'The attempt was cancelled.' } as const

/** Holds an exchange to its deadline and its signal. Answers how to let go of both. */
function limit(exchange: Exchange, { timeoutMs, signal }: OutgoingRequest, clock: Clock): () => void {
  const cancelTimer = clock.after(timeoutMs, () => exchange.stop('timeout'))
  const onAbort = (): void => exchange.stop(cancelled)
  signal?.addEventListener('abort', onAbort, { once: true })
  if (signal?.aborted === true) onAbort()
  return () => {
    cancelTimer()
    signal?.removeEventListener('abort', onAbort)
  }
}
