/** Reads and lays out JSON bodies: small ones at once, larger ones in a worker, so that the page never stands still. */
import { prettyJson } from '../components/json/json-pretty.ts'
import { type JsonError, type JsonTable, scanJson } from '../components/json/json-scan.ts'

export type JsonForm = 'tree' | 'pretty'

/** One form of a JSON text; with an error, as far as it could be read. Only what was asked for crosses from the worker. */
export type FormattedJson =
  | { readonly form: 'tree'; readonly table: JsonTable; readonly error: JsonError | undefined }
  | { readonly form: 'pretty'; readonly pretty: string; readonly error: JsonError | undefined }

export interface FormatQuestion {
  readonly text: string
  readonly form: JsonForm
}

/** Above this, formatting leaves the main thread. */
const workerFromLength = 262_144

export function formatJson({ text, form }: FormatQuestion): FormattedJson {
  const { table, error } = scanJson(text)
  return form === 'tree' ? { form, table, error } : { form, pretty: prettyJson(text, table), error }
}

/** Errors: rejects when the signal aborts, or the worker breaks down. */
export function formatSoon(question: FormatQuestion, signal: AbortSignal): Promise<FormattedJson> {
  if (question.text.length < workerFromLength) return Promise.resolve(formatJson(question))
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
    worker.postMessage(question)
  })
}
