/** Step 1: take a webhook and answer it. */
import express from 'express'

const app = express()

app.post('/webhook', express.raw({ type: () => true, limit: '10mb' }), (request, response) => {
  const event = readEvent(request.body)
  if (event === undefined) return response.status(400).json({ error: 'Invalid payload' })
  console.log('received', event.event)
  return response.json({ message: 'Webhook received' })
})

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
