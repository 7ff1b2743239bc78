/** Step 2: take only what was signed with the secret that you share with the sender. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import express from 'express'

const app = express()
const secret = process.env.WEBHOOK_SECRET
if (!secret) throw new Error('WEBHOOK_SECRET is not set.')

app.post('/webhook', express.raw({ type: () => true, limit: '10mb' }), (request, response) => {
  // The bytes as they came. Parsed and written again they would no longer be what was signed.
  const body = request.body ?? Buffer.alloc(0)
  if (!isSigned(body, request.get('X-Signature') ?? '')) return response.status(403).json({ error: 'Invalid signature' })
  const event = readEvent(body)
  if (event === undefined) return response.status(400).json({ error: 'Invalid payload' })
  console.log('received', event.event)
  return response.json({ message: 'Webhook received' })
})

function isSigned(body, signature) {
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('hex'))
  const received = Buffer.from(signature)
  // In constant time: how long a comparison takes must not tell how much of a guess was right.
  return expected.length === received.length && timingSafeEqual(expected, received)
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
