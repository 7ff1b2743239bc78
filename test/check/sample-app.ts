/**
 * Small apps that receive webhooks, for the handler check to try: on a real socket, each with the one flaw that it is named after.
 * A sound app reads the raw body, verifies, remembers ids together with effects, and answers at once.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AppRequest {
  header(name: string): string | undefined
  /** As they came: name, value, name, value. */
  readonly rawHeaders: readonly string[]
  readonly body: Buffer
  /** Path and query, and the whole URL that it was called by. */
  readonly url: string
  readonly publicUrl: string
  /** The body up to where the first piece ended. */
  readonly firstPiece: Buffer
}

export interface Handler {
  /** Answers the status. What it throws is a 500. */
  handle(request: AppRequest, life: Life): number | Promise<number>
  state(): unknown
  /** Called when a body never came whole. */
  readonly onBroken?: (life: Life) => void
}

export interface Life {
  /** As a process that ends: nothing is answered and nothing listens any more. */
  die(): void
}

export interface SampleApp {
  readonly provider: string
  readonly secret: string
  /** What the check is told of, where that is more than the app's own secret. */
  readonly secrets?: readonly string[]
  readonly schemeOptions?: Readonly<Record<string, unknown>>
  /** The cases that must fail, and none else. */
  readonly fails: readonly string[]
  readonly start: () => Handler
}

export interface RunningSampleApp extends AsyncDisposable {
  readonly url: string
  readonly stateUrl: string
}

const largestBody = 1_048_576

export async function startSampleApp({ start }: SampleApp): Promise<RunningSampleApp> {
  const handler = start()
  const server = createServer((request, response) => {
    if (request.url === '/state') {
      response.end(JSON.stringify(handler.state()))
      return
    }
    void answer(request, handler, life).then((status) => {
      if (status === undefined || response.destroyed) return
      response.writeHead(status, { connection: 'close' }).end()
    })
  })
  const life: Life = {
    die() {
      server.closeAllConnections()
      server.close()
    }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/webhook`,
    stateUrl: `http://127.0.0.1:${port}/state`,
    async [Symbol.asyncDispose]() {
      if (!server.listening) return
      life.die()
      await once(server, 'close')
    }
  }
}

async function answer(request: IncomingMessage, handler: Handler, life: Life): Promise<number | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      size += piece.byteLength
      if (size <= largestBody) pieces.push(piece)
    }
  } catch {
    handler.onBroken?.(life)
    return undefined // The sender went away.
  }
  if (size > largestBody) return 413
  const header = (name: string): string | undefined => {
    const value = request.headers[name.toLowerCase()]
    return Array.isArray(value) ? value.join(', ') : value
  }
  try {
    const [firstPiece = Buffer.alloc(0)] = pieces
    const { rawHeaders, url = '/' } = request
    const publicUrl = `http://${request.headers.host}${url}`
    return await handler.handle({ header, rawHeaders, body: Buffer.concat(pieces), firstPiece, url, publicUrl }, life)
  } catch {
    return 500
  }
}
