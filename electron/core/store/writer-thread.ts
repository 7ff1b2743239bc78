/** The writer's thread. */
import type { Settings } from '../../contract/index.ts'
import type { Batch, BatchAnswer } from './batch.ts'
import { notify, serveThread } from './thread-server.ts'
import { Writer, type WriterOptions } from './writer.ts'

let writer: Writer | undefined

function open(): Writer {
  if (writer === undefined) throw new Error('The writer is not open.')
  return writer
}

const operations = {
  open(options: WriterOptions): { lastKey: number } {
    writer = new Writer(options, notify)
    return { lastKey: writer.lastKey() }
  },
  write: (batch: Batch): BatchAnswer => open().write(batch),
  configure: (settings: Pick<Settings, 'retention' | 'durability'>): void => open().configure(settings),
  close(): void {
    writer?.close()
    writer = undefined
  }
}

export type WriterThread = typeof operations

serveThread(operations)
