/** The reader's thread: whatever it reads, it never holds up a delivery. */
import type { Attempt, BytesView, DeliveryDetail, ListenerLogEntry } from '../../contract/index.ts'
import { readAttempts, readByteRange, readDetail, readWholeBytes } from './delivery-views.ts'
import { Reader, type ListInput } from './reader.ts'
import type { DeliveryPage, StoreCounts, StoredConfig } from './store.ts'
import type { BodyPart } from './tables/captures.ts'
import { serveThread, Transferred } from './thread-server.ts'

let reader: Reader | undefined

function open(): Reader {
  if (reader === undefined) throw new Error('The reader is not open.')
  return reader
}

const operations = {
  open(options: { readonly dataFolder: string }): void {
    reader = new Reader(options.dataFolder)
  },
  list: (input: ListInput): DeliveryPage => open().list(input),
  detail: (id: string): DeliveryDetail => readDetail(open().reads, id),
  wholeBytes(id: string): Transferred<{ body: Uint8Array; response?: Uint8Array }> {
    const bytes = readWholeBytes(open().reads, id)
    return new Transferred(bytes, bytes.response === undefined ? [bytes.body.buffer] : [bytes.body.buffer, bytes.response.buffer])
  },
  byteRange: (id: string, range: { part: BodyPart; offset: number; length: number; decompress: boolean }): BytesView & { offset: number } =>
    readByteRange(open().reads, id, range),
  attempts: (id: string): Attempt[] => readAttempts(open().reads, id),
  counts: (): StoreCounts => open().counts(),
  config: (): StoredConfig => open().reads.config(),
  note: (key: string): unknown => open().reads.getNote(key),
  listenerLog: (): ListenerLogEntry[] => open().reads.listListenerLog(),
  close(): void {
    reader?.close()
    reader = undefined
  }
}

export type ReaderThread = typeof operations

serveThread(operations)
