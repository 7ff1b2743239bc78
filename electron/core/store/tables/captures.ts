/** Tables `captures` and `chunks`: all that lists don't show. Read one row at a time. */
import type { DatabaseSync } from 'node:sqlite'
import type { HeaderPair, LogStep } from '../../../contract/index.ts'
import type { Reply } from '../../deliveries/delivery.ts'
import type { Column } from '../batch.ts'

/** The part of a body that is in `captures` itself, and the size of each chunk that follows. */
export const chunkBytes = 262_144

export type BodyPart = 'body' | 'response'

export interface CaptureRow {
  readonly httpVersion: string
  readonly remoteAddress: string
  readonly publicBase: string | null
  readonly lastByteAt: number
  readonly incomplete: number
  readonly headers: string
  readonly trailers: string | null
  readonly log: string
  readonly keptBytes: number
  /** The first chunk. */
  readonly body: Uint8Array
  readonly replyHeaders: string | null
  readonly replyBytes: number | null
  readonly replyBody: Uint8Array | null
}

export function captureWrites(database: DatabaseSync) {
  const insert = database.prepare(
    `INSERT INTO captures (id, http_version, remote_address, public_base, last_byte_at, incomplete, headers, trailers, log, kept_bytes, reply_headers, reply_bytes, body, reply_body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const insertChunk = database.prepare('INSERT INTO chunks (delivery_id, part, number, bytes) VALUES (?, ?, ?, ?)')
  const setReply = database.prepare('UPDATE captures SET reply_headers = ?, reply_bytes = ?, reply_body = ? WHERE id = ?')
  const removeReplyChunks = database.prepare("DELETE FROM chunks WHERE delivery_id = ? AND part = 'response'")
  const getLog = database.prepare('SELECT log FROM captures WHERE id = ?')
  const setLog = database.prepare('UPDATE captures SET log = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM captures WHERE id = ?')
  const removeChunks = database.prepare('DELETE FROM chunks WHERE delivery_id = ?')

  const writeChunks = (key: number, part: BodyPart, bytes: Uint8Array): void => {
    for (let number = 1; number * chunkBytes < bytes.byteLength; number++) {
      insertChunk.run(key, part, number, bytes.subarray(number * chunkBytes, (number + 1) * chunkBytes))
    }
  }
  return {
    /** `columns` are http_version to log. */
    insertCapture(key: number, columns: readonly Column[], body: Uint8Array, replyHeaders: Column, reply: Uint8Array | undefined): void {
      const replyBytes = reply === undefined ? null : reply.byteLength
      insert.run(
        key,
        ...columns,
        body.byteLength,
        replyHeaders,
        replyBytes,
        firstChunk(body),
        reply === undefined ? null : firstChunk(reply)
      )
      writeChunks(key, 'body', body)
      if (reply !== undefined) writeChunks(key, 'response', reply)
    },
    setReply(key: number, reply: Reply): void {
      setReply.run(JSON.stringify(reply.headers), reply.body.byteLength, firstChunk(reply.body), key)
      removeReplyChunks.run(key)
      writeChunks(key, 'response', reply.body)
    },
    appendLog(key: number, steps: readonly LogStep[]): void {
      const log = JSON.parse(String(getLog.get(key)?.['log'] ?? '[]')) as LogStep[] // as insertCapture wrote it
      setLog.run(JSON.stringify([...log, ...steps]), key)
    },
    removeCapture(key: number): void {
      remove.run(key)
      removeChunks.run(key)
    }
  }
}

export function captureReads(database: DatabaseSync) {
  const get = database.prepare(
    `SELECT http_version AS httpVersion, remote_address AS remoteAddress, public_base AS publicBase, last_byte_at AS lastByteAt, incomplete, headers, trailers, log,
     kept_bytes AS keptBytes, body, reply_headers AS replyHeaders, reply_bytes AS replyBytes, reply_body AS replyBody FROM captures WHERE id = ?`
  )
  const firstChunks = {
    body: database.prepare('SELECT kept_bytes AS size, body AS bytes FROM captures WHERE id = ?'),
    response: database.prepare('SELECT reply_bytes AS size, reply_body AS bytes FROM captures WHERE id = ?')
  }
  const headers = database.prepare('SELECT headers FROM captures WHERE id = ?')
  const replyHeaders = database.prepare('SELECT reply_headers FROM captures WHERE id = ?')
  const chunk = database.prepare('SELECT bytes FROM chunks WHERE delivery_id = ? AND part = ? AND number = ?')
  const chunkAt = (key: number, part: BodyPart, number: number): Uint8Array => {
    const row = number === 0 ? firstChunks[part].get(key) : chunk.get(key, part, number)
    return row?.['bytes'] instanceof Uint8Array ? row['bytes'] : new Uint8Array(0)
  }
  return {
    capture: (key: number): CaptureRow | undefined => get.get(key) as unknown as CaptureRow | undefined, // the columns are named as its fields
    headersOf: (key: number): HeaderPair[] => JSON.parse(String(headers.get(key)?.['headers'] ?? '[]')) as HeaderPair[], // as insertCapture got it
    /** Of what was answered; none when nothing was. */
    replyHeadersOf: (key: number): HeaderPair[] => JSON.parse(String(replyHeaders.get(key)?.['reply_headers'] ?? '[]')) as HeaderPair[], // as insertCapture got it
    /** The first chunk of the body. */
    firstBodyBytes: (key: number): Uint8Array => chunkAt(key, 'body', 0),
    /** The size of a part, or nothing when the delivery has none. */
    partSize(key: number, part: BodyPart): number | undefined {
      const size = firstChunks[part].get(key)?.['size']
      return typeof size === 'number' ? size : undefined
    },
    /** Bytes `from` to `to` of a part; only the chunks that hold them are read. */
    partRange(key: number, part: BodyPart, from: number, to: number): Uint8Array<ArrayBuffer> {
      const bytes = new Uint8Array(Math.max(0, to - from))
      for (let number = Math.floor(from / chunkBytes); number * chunkBytes < to; number++) {
        const start = number * chunkBytes
        const piece = chunkAt(key, part, number).subarray(Math.max(0, from - start), to - start)
        bytes.set(piece, Math.max(0, start - from))
      }
      return bytes
    }
  }
}

function firstChunk(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength <= chunkBytes ? bytes : bytes.subarray(0, chunkBytes)
}
