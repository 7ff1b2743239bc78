/** Reads and lays out JSON bodies: small ones at once, larger ones in a worker, so that the page never stands still. */
import { prettyJson } from '../components/json/json-pretty.ts'
import { type JsonScan, scanJson } from '../components/json/json-scan.ts'

export interface FormattedJson extends JsonScan {
  /** Laid out for reading; with an error, as far as it could be read. */
  readonly pretty: string
}

/** Above this, formatting leaves the main thread. */
const workerFromLength = 262_144

export function formatJson(text: string): FormattedJson {
  const scan = scanJson(text)
  return { ...scan, pretty: prettyJson(text, scan.table) }
}

/** Errors: rejects when the signal aborts, or the worker breaks down. */
export function formatSoon(text: string, signal: AbortSignal): Promise<FormattedJson> {
  if (text.length < workerFromLength) return Promise.resolve(formatJson(text))
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./format-worker.ts', import.meta.url), { type: 'module' })
    const fail = (error: Error): void => {
      worker.terminate()
      reject(error)
    }
    signal.addEventListener('abort', () => fail(new DOMException('Given up.', 'AbortError')), { once: true })
    worker.addEventListener('error', () => fail(new Error('The body could not be formatted. Look at it raw.')))
    worker.addEventListener('message', ({ data }: MessageEvent<FormattedJson>) => {
      worker.terminate()
      resolve(data)
    })
    // A worker has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    worker.postMessage(text)
  })
}
