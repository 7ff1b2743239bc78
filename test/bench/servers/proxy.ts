/** http-proxy-3: hands requests on and keeps nothing. The target's port comes as its argument. */
import { createProxyServer } from 'http-proxy-3'
import { Agent, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const proxy = createProxyServer({ target: `http://127.0.0.1:${process.argv[2]}`, agent: new Agent({ keepAlive: true }) })
proxy.on('error', (error) => {
  throw error
})
const server = createServer((request, response) => proxy.web(request, response))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
