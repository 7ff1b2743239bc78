/** Step 5: write down what came and what became of it, without secrets and without bodies. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { appendFileSync } from 'node:fs'
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
  const body = request.body ?? Buffer.alloc(0)
  const { status, answer, facts } = take(body, request.get('X-Timestamp') ?? '', request.get('X-Signature') ?? '')
  log({ status, bytes: body.length, ...facts })
  response.status(status).json(answer)
})

function take(body, timestamp, signature) {
  if (!isSigned(timestamp, body, signature)) return { status: 403, answer: { error: 'Invalid signature' } }
  if (!isFresh(timestamp)) return { status: 400, answer: { error: 'Request expired' }, facts: { timestamp } }
  const event = readEvent(body)
  if (event === undefined) return { status: 400, answer: { error: 'Invalid payload' } }
  const id = String(event.id ?? createHash('sha256').update(body).digest('hex'))
  const facts = { type: String(event.event).slice(0, 80), id: id.slice(0, 80) }
  try {
    processOnce(event, id)
    return { status: 200, answer: { message: 'Webhook received' }, facts }
  } catch (error) {
    return { status: 500, answer: { error: 'Simulated failure' }, facts: { ...facts, failure: error.message } }
  }
}

/** One line of JSON each: nothing that a sender writes can forge a line of its own. */
function log(facts) {
  appendFileSync(process.env.LOG ?? 'webhook.log', `${JSON.stringify({ at: new Date().toISOString(), ...facts })}\n`)
}

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
