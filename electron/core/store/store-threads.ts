/** The two threads of an open store, started again when one of them ends by itself. */
import { MessageChannel } from 'node:worker_threads'
import type { Settings } from '../../contract/index.ts'
import { errorMessage } from '../errors.ts'
import type { ReaderThread } from './reader-thread.ts'
import type { OpenStoreOptions, StoreEvent } from './store.ts'
import { ThreadClient, type CallOptions, type CallResult } from './thread-client.ts'
import type { WriterThread } from './writer-thread.ts'

interface Running {
  readonly writer: ThreadClient<WriterThread>
  readonly reader: ThreadClient<ReaderThread>
  readonly lastKey: number
}

const mostRestarts = 5
/** How long a thread may take to end by itself. */
const closeMs = 1500

export class StoreThreads {
  readonly #options: OpenStoreOptions
  #configuration: Pick<Settings, 'retention' | 'durability'>
  #running: Promise<Running>
  #restarts = 0
  #closing = false

  constructor(options: OpenStoreOptions) {
    this.#options = options
    this.#configuration = { retention: options.retention, durability: options.durability }
    this.#running = this.#start()
  }

  /** The greatest key in the store. Errors: those of opening it. */
  async lastKey(): Promise<number> {
    return (await this.#running).lastKey
  }

  async write<Name extends keyof WriterThread>(
    name: Name,
    args: Parameters<WriterThread[Name]>,
    options?: CallOptions
  ): Promise<CallResult<WriterThread[Name]>> {
    return (await this.#running).writer.call(name, args, options)
  }

  async read<Name extends keyof ReaderThread>(name: Name, args: Parameters<ReaderThread[Name]>): Promise<CallResult<ReaderThread[Name]>> {
    return (await this.#running).reader.call(name, args)
  }

  configure(configuration: Pick<Settings, 'retention' | 'durability'>): void {
    this.#configuration = { retention: configuration.retention, durability: configuration.durability }
    // When the thread is gone, its successor begins with these.
    this.write('configure', [this.#configuration]).catch(() => undefined)
  }

  async close(): Promise<void> {
    this.#closing = true
    const { writer, reader } = await this.#running
    const closing = [reader.call('close', [], { deadlineMs: closeMs }), writer.call('close', [], { deadlineMs: closeMs })]
    // One that doesn't answer is ended all the same; what was committed is safe in the log.
    await Promise.allSettled(closing)
    await Promise.all([writer.terminate(), reader.terminate()])
  }

  async #start(): Promise<Running> {
    const { dataFolder, onEvent } = this.#options
    const { port1, port2 } = new MessageChannel()
    let crashed = false
    const onCrash = (reason: string): void => {
      if (!crashed) this.#restart(reason, [writer, reader])
      crashed = true
    }
    const writer = new ThreadClient<WriterThread>({ name: 'writer', onCrash, onNotice: (event) => onEvent(event as StoreEvent) }) // all that it tells
    const reader = new ThreadClient<ReaderThread>({ name: 'reader', onCrash })
    try {
      const { lastKey } = await writer.call('open', [{ dataFolder, ...this.#configuration, port: port1 }], { transfer: [port1] })
      await reader.call('open', [{ dataFolder, port: port2 }], { transfer: [port2] })
      return { writer, reader, lastKey }
    } catch (error) {
      crashed = true
      await Promise.all([writer.terminate(), reader.terminate()])
      throw error
    }
  }

  #restart(reason: string, threads: readonly { terminate(): Promise<void> }[]): void {
    if (this.#closing) return
    this.#options.onEvent({
      kind: 'failing',
      code: 'thread_ended',
      message: `A thread of the store ended: ${reason}. It is started again.`
    })
    if (++this.#restarts > mostRestarts) return
    const before = this.#running
    this.#running = before
      .then(() => Promise.all(threads.map((thread) => thread.terminate())))
      .then(() => this.#start())
      .then((running) => {
        this.#options.onEvent({ kind: 'recovered' })
        return running
      })
    this.#running.catch((error: unknown) => {
      this.#options.onEvent({
        kind: 'failing',
        code: 'thread_ended',
        message: `The store could not be started again: ${errorMessage(error)} Start Hooklab again.`
      })
    })
  }
}
