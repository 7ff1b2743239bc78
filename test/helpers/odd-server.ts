/** Servers that answer a registration as no good localtunnel server does. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { selfSigned } from './self-signed.ts'

export interface OddServer {
  readonly host: string
  readonly port: number
  /** Connections so far. */
  readonly connections: number
  /** Resolves when the next request comes, over whatever connection. */
  nextRequest(): Promise<unknown>
  [Symbol.asyncDispose](): Promise<void>
}

/** Answers every request as told. */
export async function startOddServer(answer: RequestListener): Promise<OddServer> {
  return listen(createServer(answer), 'http')
}

/** With a certificate that nobody trusts. */
export async function startUntrustedServer(): Promise<OddServer> {
  return listen(
    createTlsServer(selfSigned, (_, response) => response.end()),
    'https'
  )
}

/** Takes connections and says nothing, ever. */
export async function startSilentServer(): Promise<OddServer> {
  return listen(createTcpServer(), 'http')
}

/** A port where nothing listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listen(server: Server, protocol: string): Promise<OddServer> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    host: `${protocol}://127.0.0.1:${port}`,
    port,
    get connections() {
      return connections
    },
    nextRequest: () => once(server, 'request'),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
