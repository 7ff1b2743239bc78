/** A small listener for tunnel tests, with the settings of the real one: answers proofs, and tells callers what bytes it saw. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HeaderPair } from '../../electron/contract/index.ts'
import type { ProbeRequest, TunnelSupervisor } from '../../electron/core/tunnel/tunnel-supervisor.ts'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly sizeBytes: number
  /** SHA-256, hex. */
  readonly bodyHash: string
}

export interface ProofListener {
  readonly port: number
  /** All but proofs, in the order they came. */
  readonly seen: readonly SeenRequest[]
  /** Whose proofs are answered; a supervisor can only be made once the port is known. */
  answerFor(tunnel: TunnelSupervisor): void
  [Symbol.asyncDispose](): Promise<void>
}

export interface ProofListenerOptions {
  readonly families?: readonly ('127.0.0.1' | '::1')[]
  /** 408s and cut idle connections, as a server with Node's own defaults has them. */
  readonly timeouts?: 'none' | 'stock'
}

/** Listens on both loopback families, on one port. */
export async function startProofListener({ families, timeouts = 'none' }: ProofListenerOptions = {}): Promise<ProofListener> {
  const seen: SeenRequest[] = []
  let supervisor: TunnelSupervisor | undefined
  const onRequest: RequestListener = (request, response) => {
    const asked = asProbe(request)
    const proof = supervisor?.answerProbe(asked)
    if (proof !== undefined) {
      response.end(proof)
      return
    }
    const hash = createHash('sha256')
    let sizeBytes = 0
    request.on('data', (chunk: Uint8Array) => {
      sizeBytes += chunk.byteLength
      hash.update(chunk)
    })
    request.on('end', () => {
      const bodyHash = hash.digest('hex')
      seen.push({ ...asked, sizeBytes, bodyHash })
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ sizeBytes, bodyHash }))
    })
  }
  const settings: ServerOptions = timeouts === 'none' ? { headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 } : {}
  const servers: Server[] = []
  let port = 0
  for (const host of families ?? (['127.0.0.1', '::1'] as const)) {
    const server = createServer(settings, onRequest)
    servers.push(server)
    await once(server.listen(port, host), 'listening')
    port = (server.address() as AddressInfo).port
  }
  return {
    port,
    seen,
    answerFor: (tunnel) => (supervisor = tunnel),
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.closeAllConnections()
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    }
  }
}

function asProbe({ method = '', url = '', rawHeaders }: IncomingMessage): ProbeRequest {
  const headers: HeaderPair[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? ''])
  return { method, url, headers }
}
