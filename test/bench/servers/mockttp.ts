/** mockttp: keeps requests in memory, verifies and stores nothing. */
import { getLocal } from 'mockttp'

const body = '{"message":"Webhook received"}'
const server = getLocal()
await server.start()
// Without a length of its own it would end the connection after each answer.
await server.forPost('/webhook').thenReply(200, body, { 'Content-Type': 'application/json', 'Content-Length': String(body.length) })
process.send?.({ port: server.port })
