/** The yardstick: `node:http` alone, reading the body and answering. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((message, response) => {
  const chunks: Buffer[] = []
  message.on('data', (chunk: Buffer) => chunks.push(chunk))
  message.on('end', () => {
    Buffer.concat(chunks)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"message":"Webhook received"}')
  })
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
