/** An HTTP proxy between a browser and what it talks to, that can be cut and mended: the only way to lose a loopback connection. */
import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CuttableProxy extends AsyncDisposable {
  readonly url: string
  /** Ends every connection and refuses new ones. */
  cut(): void
  mend(): void
}

export async function startCuttableProxy(): Promise<CuttableProxy> {
  let isCut = false
  const server: Server = createServer((incoming, response) => {
    if (isCut) return void response.destroy()
    const outgoing = request(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => response.destroy()).pipe(response)
    })
    response.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing.on('error', () => response.destroy()))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true
      server.closeAllConnections()
    },
    mend: () => {
      isCut = false
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
