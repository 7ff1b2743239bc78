/** The real listener for tunnel tests: answers proofs, and tells callers what bytes it saw. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { systemClock } from '../../electron/core/clock.ts'
import { defaultLimits } from '../../electron/core/listener/limits.ts'
import { Listener } from '../../electron/core/listener/listener.ts'
import type { TunnelSupervisor } from '../../electron/core/tunnel/tunnel-supervisor.ts'

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

/** Listens on both loopback families, on one port. Requests that are no proofs are answered once `held` has resolved. */
export async function startProofListener({ held = Promise.resolve() }: { readonly held?: Promise<void> } = {}): Promise<ProofListener> {
  const seen: SeenRequest[] = []
  let supervisor: TunnelSupervisor | undefined
  const listener = await Listener.open({
    port: 0,
    fixed: true,
    clock: systemClock,
    limits: () => defaultLimits,
    onRefusal: () => {},
    onRequest({ method, url, headers, body, receivedBytes }, exchange) {
      const proof = supervisor?.answerProbe({ method, url, headers })
      if (proof !== undefined) return exchange.send({ status: 200, headers: [], body: proof })
      const request = { method, url, headers, sizeBytes: receivedBytes, bodyHash: createHash('sha256').update(body).digest('hex') }
      seen.push(request)
      const answer = JSON.stringify({ sizeBytes: request.sizeBytes, bodyHash: request.bodyHash })
      void held.then(() => exchange.send({ status: 200, headers: [['Content-Type', 'application/json']], body: Buffer.from(answer) }))
    }
  })
  return { port: listener.port, seen, answerFor: (tunnel) => (supervisor = tunnel), [Symbol.asyncDispose]: () => listener.close(0) }
}

/** A plain Node server with Node's own settings, on one address alone: what a tunnel must cope with, or what it dies of. */
export async function startPlainListener(address: '127.0.0.1' | '::1'): Promise<ProofListener> {
  let supervisor: TunnelSupervisor | undefined
  const server = createServer(({ method = '', url = '', headers }, response) => {
    const pairs = Object.entries(headers).map(([name, value]): HeaderPair => [name, String(value)])
    response.end(supervisor?.answerProbe({ method, url, headers: pairs }) ?? 'ok')
  })
  await once(server.listen(0, address), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    seen: [],
    answerFor: (tunnel) => (supervisor = tunnel),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
