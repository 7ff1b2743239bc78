/** Table `attempts`: what was sent and what came back. A body equal to the delivery's own is not stored again. */
import type { DatabaseSync } from 'node:sqlite'
import type { Attempt } from '../../../contract/index.ts'
import type { AttemptRow } from '../store.ts'
import { deliveryId } from '../delivery-id.ts'
import { bytesView } from '../bytes-view.ts'

/** What an attempt's body shows at most; a list of a hundred must stay light. */
const shownBytes = 65_536

/** The JSON part: everything but bodies and the delivery's id. */
type AttemptFacts = Omit<Attempt, 'deliveryId' | 'request' | 'response'> & {
  readonly request: Omit<Attempt['request'], 'body'>
  readonly response?: Omit<NonNullable<Attempt['response']>, 'body'>
}

export function attemptWrites(database: DatabaseSync) {
  const insert = database.prepare(
    'INSERT INTO attempts (id, delivery_id, facts, request_bytes, request_body, response_bytes, response_body) VALUES (?, ?, ?, ?, ?, ?, ?)'
  )
  const remove = database.prepare('DELETE FROM attempts WHERE delivery_id = ?')
  return {
    insertAttemptRow(key: number, attempt: AttemptRow): void {
      const { request, response } = attempt
      const responseBody = response === undefined ? null : (response.body.bytes ?? new Uint8Array(0))
      insert.run(
        attempt.id,
        key,
        JSON.stringify(facts(attempt)),
        request.body.sizeBytes,
        request.body.bytes ?? null,
        response?.body.sizeBytes ?? null,
        responseBody
      )
    },
    removeAttempts(key: number): void {
      remove.run(key)
    }
  }
}

export interface UntriedRange {
  readonly target: { readonly id: string; readonly endpointId: string }
  /** Epoch ms. */
  readonly since: number
  readonly after: number
  readonly upTo: number
}

export function attemptReads(database: DatabaseSync) {
  const parts = {
    request: database.prepare(
      'SELECT request_bytes AS size, request_body IS NULL AS own, substr(request_body, ?, ?) AS bytes, length(request_body) AS kept FROM attempts WHERE delivery_id = ? AND id = ?'
    ),
    response: database.prepare(
      'SELECT response_bytes AS size, 0 AS own, substr(response_body, ?, ?) AS bytes, length(response_body) AS kept FROM attempts WHERE delivery_id = ? AND id = ?'
    )
  }
  const all = database.prepare(
    'SELECT facts, request_bytes, substr(request_body, 1, ?) AS request_body, response_bytes, substr(response_body, 1, ?) AS response_body FROM attempts WHERE delivery_id = ? AND key < ifnull(?, 9223372036854775807) ORDER BY key DESC LIMIT ?'
  )
  const untried = database.prepare(
    `SELECT id FROM deliveries AS d WHERE id > ? AND id <= ? AND endpoint_id = ? AND received_at >= ? AND status BETWEEN 200 AND 299 AND handshake = 0
     AND NOT EXISTS (SELECT 1 FROM attempts AS a WHERE a.delivery_id = d.id AND json_extract(a.facts, '$.targetId') = ?) ORDER BY id`
  )
  const keyAfter = database.prepare('SELECT id FROM deliveries WHERE id > ? AND id < ? ORDER BY id LIMIT 1 OFFSET ?')
  const keyOf = database.prepare('SELECT key FROM attempts WHERE delivery_id = ? AND id = ?')
  return {
    /** The key of the `count`th delivery after one; nothing when there are fewer before `before`. */
    keyAfter(after: number, before: number, count: number): number | undefined {
      const id = keyAfter.get(after, before, count - 1)?.['id']
      return typeof id === 'number' ? id : undefined
    },
    /** Deliveries that were answered with 2xx and of which no attempt at this target is known. */
    untriedKeys({ target, since, after, upTo }: UntriedRange): number[] {
      return untried.all(after, upTo, target.endpointId, since, target.id).map((row) => Number(row['id']))
    },
    /**
     * A range of what an attempt sent or got. `own`: it sent the delivery's own body, which is not here again. `kept` is how much of it is
     * stored. Nothing for an attempt that is not there.
     */
    attemptPart(key: number, id: string, part: 'request' | 'response', range: { offset: number; length: number }) {
      const row = parts[part].get(range.offset + 1, range.length, key, id)
      if (row === undefined) return undefined
      const bytes = row['bytes'] instanceof Uint8Array ? row['bytes'] : new Uint8Array(0)
      return { size: row['size'] === null ? undefined : Number(row['size']), own: row['own'] === 1, bytes, kept: Number(row['kept'] ?? 0) }
    },
    /** Newest first, those before the attempt `before`. `ownBody` reads the first bytes of the delivery's own body. */
    attemptsOf(
      key: number,
      { before, limit }: { readonly before: string | undefined; readonly limit: number },
      ownBody: (length: number) => Uint8Array
    ): Attempt[] {
      const from = before === undefined ? null : Number(keyOf.get(key, before)?.['key'] ?? 0)
      return all.all(shownBytes, shownBytes, key, from, limit).map((row) => {
        const parsed = JSON.parse(String(row['facts'])) as AttemptFacts // as insertAttemptRow wrote it
        const { request, response, ...rest } = parsed
        const sent = row['request_body'] instanceof Uint8Array ? row['request_body'] : ownBody(shownBytes)
        const came = row['response_body'] instanceof Uint8Array ? row['response_body'] : new Uint8Array(0)
        return {
          ...rest,
          deliveryId: deliveryId(key),
          request: { ...request, body: bytesView(sent, Number(row['request_bytes'])) },
          ...(response === undefined ? {} : { response: { ...response, body: bytesView(came, Number(row['response_bytes'])) } })
        }
      })
    }
  }
}

function facts(attempt: AttemptRow): AttemptFacts {
  const { deliveryId: _deliveryId, request, response, ...rest } = attempt
  const { body: _sent, ...requestFacts } = request
  if (response === undefined) return { ...rest, request: requestFacts }
  const { body: _came, ...responseFacts } = response
  return { ...rest, request: requestFacts, response: responseFacts }
}
