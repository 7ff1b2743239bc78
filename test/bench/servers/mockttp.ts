/** mockttp: keeps requests in memory, verifies and stores nothing. */
import { getLocal } from 'mockttp'

const server = getLocal()
await server.start()
await server.forPost('/webhook').thenReply(200, '{"message":"Webhook received"}', { 'Content-Type': 'application/json' })
process.send?.({ port: server.port })
