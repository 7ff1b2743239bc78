/** Step 3: refuse what is old, so that nobody can send a captured webhook again. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import express from 'express'

const app = express()
const secret = process.env.WEBHOOK_SECRET
if (!secret) throw new Error('WEBHOOK_SECRET is not set.')
const toleranceSeconds = 300

app.post('/webhook', express.raw({ type: () => true, limit: '10mb' }), (request, response) => {
  // The bytes as they came. Parsed and written again they would no longer be what was signed.
  const body = request.body ?? Buffer.alloc(0)
  const timestamp = request.get('X-Timestamp') ?? ''
  const signature = request.get('X-Signature') ?? ''
  if (!isSigned(timestamp, body, signature)) return response.status(403).json({ error: 'Invalid signature' })
  if (!isFresh(timestamp)) return response.status(400).json({ error: 'Request expired' })
  const event = readEvent(body)
  if (event === undefined) return response.status(400).json({ error: 'Invalid payload' })
  console.log('received', event.event)
  return response.json({ message: 'Webhook received' })
})

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
