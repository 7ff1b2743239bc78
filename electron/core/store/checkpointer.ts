/**
 * Moves committed pages from the log into the database beside the writer, for the disk takes its time over that and no batch
 * should wait for it. The writer's own checkpoint, at 64 MB of log, then finds little left to do.
 */
import { DatabaseSync } from 'node:sqlite'
import { parentPort, Worker } from 'node:worker_threads'
import { threadFile } from '../threads.ts'

/** Bytes written between two checkpoints. */
const everyBytes = 8 * 1024 * 1024

export interface Checkpointer {
  /** So many bytes were committed. */
  wrote(bytes: number): void
  /** Resolves when no file is held open. */
  idle(): Promise<void>
  end(): Promise<void>
}

/** `role` makes the writer's thread file serve checkpoints, see writer-thread.ts. */
export function createCheckpointer(file: string, role: string): Checkpointer {
  // Started when first needed: most runs never write that much.
  let worker: Worker | undefined
  let bytesSince = 0
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
    started.on('message', done)
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
      bytesSince += bytes
      if (bytesSince < everyBytes || running || ended) return
      bytesSince = 0
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
