/** Ends the parts one after another; a part that hangs or fails doesn't keep the rest from ending. */
import { errorMessage } from '../errors.ts'
import type { Log } from '../log.ts'

type Step = readonly [name: string, close: () => Promise<unknown>]

const wholeMs = 3_000

/** A function that closes once; a second call waits for the first. */
export function closeInOrder(log: Log, steps: readonly Step[]): () => Promise<void> {
  let closing: Promise<void> | undefined
  return () => (closing ??= closeAll(log, steps))
}

async function closeAll(log: Log, steps: readonly Step[]): Promise<void> {
  const end = performance.now() + wholeMs
  for (const [name, close] of steps) {
    try {
      // Even when the time is up each part is asked to close, and given a moment.
      await withDeadline(close(), Math.max(200, end - performance.now()))
    } catch (error) {
      log.error('close.failed', { part: name, message: errorMessage(error) })
    }
  }
}

async function withDeadline(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not closed within ${Math.round(ms)} ms`)), ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
