/** The writer's thread; in its second role, the one that makes checkpoints for it. */
import { workerData } from 'node:worker_threads'
import type { Settings } from '../../contract/index.ts'
import type { Batch, BatchAnswer } from './batch.ts'
import { serveCheckpoints } from './checkpointer.ts'
import { notify, serveThread } from './thread-server.ts'
import { Writer, type WriterOptions } from './writer.ts'

const checkpointerRole = 'checkpointer'

let writer: Writer | undefined

function current(): Writer {
  if (writer === undefined) throw new Error('The writer is not open.')
  return writer
}

const operations = {
  open(options: WriterOptions): { lastKey: number } {
    const opened = new Writer(options, checkpointerRole, notify)
    writer = opened
    setImmediate(() => {
      try {
        opened.learnEvents()
      } catch {
        // A damaged file: the first write meets it too, and deals with it.
      }
    })
    return { lastKey: opened.lastKey() }
  },
  write: (batch: Batch): Promise<BatchAnswer> => current().write(batch),
  remove: (keys: readonly number[]): Promise<number> => current().remove(keys),
  removeOldest: (upTo: number, limit: number): Promise<number> => current().removeOldest(upTo, limit),
  configure: (settings: Pick<Settings, 'retention' | 'durability'>): void => current().configure(settings),
  async close(): Promise<void> {
    await writer?.close()
    writer = undefined
  }
}

export type WriterThread = typeof operations

if ((workerData as { readonly role: string }).role === checkpointerRole) serveCheckpoints()
else serveThread(operations)
