/**
 * Moves committed pages from the log into the database beside the writer, for the disk takes its time over that and no batch
 * should wait for it. When the log has grown long, the writer finishes with what came meanwhile, which is little, and begins
 * the log anew.
 */
import { DatabaseSync } from 'node:sqlite'
import { parentPort, Worker } from 'node:worker_threads'
import { threadFile } from '../threads.ts'

/** Bytes of log between two checkpoints, and the length at which it is begun anew. */
const everyBytes = 32 * 1024 * 1024
const longBytes = 128 * 1024 * 1024

export interface CheckpointerOptions {
  readonly file: string
  /** Makes the writer's thread file serve checkpoints, see writer-thread.ts. */
  readonly role: string
  /** The writer's own checkpoint. Answers whether all of the log is in the database. */
  readonly finish: () => boolean
}

export interface Checkpointer {
  /** A transaction made the log about so many bytes longer. */
  wrote(bytes: number): void
  /** Resolves when no file is held open. */
  idle(): Promise<void>
  end(): Promise<void>
}

export function createCheckpointer({ file, role, finish }: CheckpointerOptions): Checkpointer {
  // Started when first needed: most runs never write that much.
  let worker: Worker | undefined
  let logBytes = 0
  let checkpointAt = everyBytes
  let running = false
  let ended = false
  let waiting: (() => void)[] = []
  const done = (): void => {
    running = false
    for (const resolve of waiting) resolve()
    waiting = []
  }
  const start = (): Worker => {
    const started = new Worker(threadFile('writer'), { name: `hooklab ${role}`, workerData: { role } })
    started.on('message', () => {
      done()
      if (!ended && logBytes >= longBytes && finish()) logBytes = 0
      checkpointAt = logBytes + everyBytes
    })
    // Without it the writer checkpoints by itself; nothing is lost but time.
    started.on('error', () => {
      ended = true
      done()
    })
    started.unref()
    return started
  }
  return {
    wrote(bytes) {
      logBytes += bytes
      if (logBytes < checkpointAt || running || ended) return
      running = true
      worker ??= start()
      worker.postMessage(file, [])
    },
    idle: () => (running ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
    async end() {
      ended = true
      await worker?.terminate()
      done()
    }
  }
}

/** The thread's side: one checkpoint a message. */
export function serveCheckpoints(): void {
  parentPort?.on('message', (file: string) => {
    try {
      const database = new DatabaseSync(file, { timeout: 1000 })
      try {
        database.exec('PRAGMA wal_checkpoint(PASSIVE)')
      } finally {
        database.close()
      }
    } catch {
      // A full disk or a damaged file: the writer meets it too, and tells.
    }
    parentPort?.postMessage('done', [])
  })
}
