/** Step 4: do what an event asks for once, however often it comes, and fail in a way that brings it again. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import express from 'express'

const app = express()
const secret = process.env.WEBHOOK_SECRET
if (!secret) throw new Error('WEBHOOK_SECRET is not set.')
const toleranceSeconds = 300

const database = new DatabaseSync(process.env.DATABASE ?? 'webhooks.db')
database.exec('CREATE TABLE IF NOT EXISTS seen (event_id TEXT PRIMARY KEY)')
database.exec('CREATE TABLE IF NOT EXISTS orders (event_id TEXT, total INTEGER)')

app.post('/webhook', express.raw({ type: () => true, limit: '10mb' }), (request, response) => {
  // The bytes as they came. Parsed and written again they would no longer be what was signed.
  const body = request.body ?? Buffer.alloc(0)
  const timestamp = request.get('X-Timestamp') ?? ''
  const signature = request.get('X-Signature') ?? ''
  if (!isSigned(timestamp, body, signature)) return response.status(403).json({ error: 'Invalid signature' })
  if (!isFresh(timestamp)) return response.status(400).json({ error: 'Request expired' })
  const event = readEvent(body)
  if (event === undefined) return response.status(400).json({ error: 'Invalid payload' })
  const id = String(event.id ?? createHash('sha256').update(body).digest('hex'))
  try {
    processOnce(event, id)
  } catch (error) {
    // No 2xx, so the sender tries again. The transaction left nothing behind that would stop it.
    console.log('failed', id, error.message)
    return response.status(500).json({ error: 'Simulated failure' })
  }
  console.log('received', event.event)
  return response.json({ message: 'Webhook received' })
})

/** What events have done, for the handler check. */
app.get('/state', (_request, response) => {
  response.json(database.prepare('SELECT count(*) AS orders, coalesce(sum(total), 0) AS total FROM orders').get())
})

/** One transaction: either the event is noted and its work is done, or neither is. */
function processOnce(event, id) {
  database.exec('BEGIN IMMEDIATE')
  try {
    const noted = database.prepare('INSERT OR IGNORE INTO seen VALUES (?)').run(id)
    // What came before leaves nothing to do.
    if (noted.changes > 0) perform(event, id)
    database.exec('COMMIT')
  } catch (error) {
    database.exec('ROLLBACK')
    throw error
  }
}

/** A type that we do not know is taken: senders add new ones at any time. */
function perform(event, id) {
  if (event.event === 'fail_test') throw new Error('Simulated failure')
  if (event.event === 'order.paid') database.prepare('INSERT INTO orders VALUES (?, ?)').run(id, event.data.order.total)
}

function isSigned(timestamp, body, signature) {
  // The time is part of what is signed: one that is not could be replaced by anybody.
  const expected = Buffer.from(createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex'))
  const received = Buffer.from(signature)
  // In constant time: how long a comparison takes must not tell how much of a guess was right.
  return expected.length === received.length && timingSafeEqual(expected, received)
}

function isFresh(timestamp) {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds
}

/** A JSON object that holds something, or nothing. */
function readEvent(body) {
  try {
    const event = JSON.parse(body)
    return typeof event === 'object' && event !== null && Object.keys(event).length > 0 ? event : undefined
  } catch {
    return undefined
  }
}

const server = app.listen(process.env.PORT ?? 3000, '127.0.0.1', () => {
  console.log(`Running on http://127.0.0.1:${server.address().port}`)
})
