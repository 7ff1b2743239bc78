/** How large this process is: memory after a collection, and what it holds open. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export interface ProcessSize {
  /** Used JavaScript heap of the main thread, MB. */
  readonly heapMb: number
  readonly rssMb: number
  /** TCP sockets of the main thread, listening ones included. */
  readonly sockets: number
  /** Channels to worker threads. */
  readonly threads: number
}

export function measureProcess(): ProcessSize {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  const { heapUsed, rss } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo()
  return {
    heapMb: toMb(heapUsed),
    rssMb: toMb(rss),
    sockets: resources.filter((name) => name.startsWith('TCP')).length,
    threads: resources.filter((name) => name === 'MessagePort').length
  }
}

function toMb(bytes: number): number {
  return Math.round(bytes / 104_857.6) / 10
}
