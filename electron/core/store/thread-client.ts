/** Calls the operations of a worker thread. Every call is answered, fails, or meets its deadline. */
import { Worker, type Transferable } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import { threadFile, type ThreadName } from '../threads.ts'
import type { ThreadAnswer, ThreadCall, ThreadOperations, Transferred } from './thread-server.ts'

interface Waiting {
  readonly resolve: (value: never) => void
  readonly reject: (error: AppError) => void
  readonly timer: NodeJS.Timeout
}

export interface ThreadClientOptions {
  readonly name: ThreadName
  readonly role?: string
  /** What the thread says by itself. */
  readonly onNotice?: (notice: unknown) => void
  /** The thread ended although nobody asked it to. */
  readonly onCrash?: (reason: string) => void
}

export interface CallOptions {
  readonly transfer?: readonly Transferable[]
  readonly deadlineMs?: number
}

/** What a call brings back: handed-over values arrive as they are. */
export type CallResult<Operation extends (...args: never[]) => unknown> =
  Awaited<ReturnType<Operation>> extends Transferred<infer Value> ? Value : Awaited<ReturnType<Operation>>

const defaultDeadlineMs = 60_000

export class ThreadClient<Operations extends ThreadOperations> {
  readonly #worker: Worker
  readonly #options: ThreadClientOptions
  readonly #waiting = new Map<number, Waiting>()
  #number = 0
  #ended: string | undefined
  #closing = false

  constructor(options: ThreadClientOptions) {
    this.#options = options
    this.#worker = new Worker(threadFile(options.name), {
      name: `hooklab ${options.role ?? options.name}`,
      workerData: { role: options.role ?? options.name }
    })
    this.#worker.on('message', (message: ThreadAnswer) => this.#receive(message))
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error.message : String(error)))
    this.#worker.on('exit', (code) => this.#end(`the ${options.role ?? options.name} thread ended with code ${code}`))
  }

  /** Errors: the AppError that the operation threw; STORE_FAILED when the thread is gone; TIMEOUT. */
  call<Name extends keyof Operations & string>(
    name: Name,
    args: Parameters<Operations[Name]>,
    options: CallOptions = {}
  ): Promise<CallResult<Operations[Name]>> {
    if (this.#ended !== undefined) return Promise.reject(threadGone(this.#ended))
    const number = ++this.#number
    const deadlineMs = options.deadlineMs ?? defaultDeadlineMs
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(number)
        reject(
          new AppError(
            'TIMEOUT',
            `The store did not answer "${name}" within ${deadlineMs / 1000} s. The disk may be overloaded; try again.`
          )
        )
      }, deadlineMs)
      timer.unref()
      this.#waiting.set(number, { resolve, reject, timer })
      const message: ThreadCall = { number, name, args }
      this.#worker.postMessage(message, options.transfer === undefined ? [] : [...options.transfer])
    })
  }

  /** Ends the thread; what still waits is rejected. */
  async terminate(): Promise<void> {
    this.#closing = true
    await this.#worker.terminate()
    this.#end('the store is closed')
  }

  #receive(message: ThreadAnswer): void {
    if (message.number === undefined) {
      this.#options.onNotice?.(message.notice)
      return
    }
    const waiting = this.#waiting.get(message.number)
    if (waiting === undefined) return
    this.#waiting.delete(message.number)
    clearTimeout(waiting.timer)
    if (message.error === undefined)
      waiting.resolve(message.result as never) // the type of the call says what it is
    else waiting.reject(new AppError(message.error.code, message.error.message))
  }

  #end(reason: string): void {
    if (this.#ended !== undefined) return
    this.#ended = reason
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer)
      waiting.reject(threadGone(reason))
    }
    this.#waiting.clear()
    if (!this.#closing) this.#options.onCrash?.(reason)
  }
}

function threadGone(reason: string): AppError {
  return new AppError(
    'STORE_FAILED',
    `The store can't be reached: ${reason}. Try again in a moment; if that does not help, start Hooklab again.`
  )
}
