/** The app of a developer, as targets meet it: remembers what came, and answers as it is told. */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AppRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface DeveloperApp extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly requests: AppRequest[]
}

export interface DeveloperAppOptions {
  readonly port?: number
  /** The status to answer with, when it is time to answer. */
  readonly answer?: (request: AppRequest) => number | Promise<number>
}

export async function startDeveloperApp({ port: wanted = 0, answer = () => 201 }: DeveloperAppOptions = {}): Promise<DeveloperApp> {
  const requests: AppRequest[] = []
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.setEncoding('utf8').on('data', (piece: string) => (body += piece))
    incoming.on('end', () => {
      const request: AppRequest = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body }
      requests.push(request)
      void Promise.resolve(answer(request)).then((status) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end('{"handled":true}')
      )
    })
  })
  server.listen(wanted, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
