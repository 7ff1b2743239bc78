/** A target on a bare socket: shows the exact bytes of each request, and answers whatever a test makes it write. */
import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { selfSigned } from './self-signed.ts'

export interface RawRequest {
  readonly requestLine: string
  /** Name and value of each line as they came, but for the one space after the colon. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Buffer
}

export interface RawTarget extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** Whole requests so far, one a connection. */
  readonly requests: readonly RawRequest[]
  readonly connections: number
}

export interface RawTargetOptions {
  readonly host?: string
  readonly tls?: boolean
  /** Called with each connection, before anything was read. */
  readonly onConnection?: (socket: Socket) => void
}

export type RawAnswer = (socket: Socket, request: RawRequest) => void

/** Calls `answer` once a request has come whole. */
export async function rawTarget(answer: RawAnswer, options: RawTargetOptions = {}): Promise<RawTarget> {
  const { host = '127.0.0.1', tls = false, onConnection } = options
  const sockets = new Set<Socket>()
  const requests: RawRequest[] = []
  let connections = 0
  const accept = (socket: Socket): void => {
    sockets.add(socket)
    connections += 1
    // A client that goes away is what many of these tests are about.
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
    onConnection?.(socket)
    const chunks: Buffer[] = []
    let answered = false
    socket.on('data', (chunk: Buffer) => {
      if (answered) return
      chunks.push(chunk)
      const request = wholeRequest(Buffer.concat(chunks))
      if (request === undefined) return
      answered = true
      requests.push(request)
      answer(socket, request)
    })
  }
  const server: Server = tls ? createTlsServer(selfSigned, accept) : createServer(accept)
  // Plain text at a TLS server is a client's fault, which a test may want.
  server.on('tlsClientError', () => undefined)
  server.listen(0, host)
  await once(server, 'listening')
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `${tls ? 'https' : 'http'}://${name}:${port}`,
    port,
    requests,
    get connections() {
      return connections
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}

/** Answers with these bytes and closes. */
export function respond(text: string | Uint8Array): RawAnswer {
  return (socket) => socket.end(typeof text === 'string' ? Buffer.from(text, 'latin1') : text)
}

export const ok: RawAnswer = respond('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')

function wholeRequest(bytes: Buffer): RawRequest | undefined {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const [requestLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(': ')
    return [line.slice(0, colon), line.slice(colon + 2)]
  })
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0)
  const body = bytes.subarray(end + 4)
  return body.byteLength < length ? undefined : { requestLine, headers, body }
}
