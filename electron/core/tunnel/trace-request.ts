/** One request over a connection of its own, with the moment of each step on its way. */
import { request as plainRequest, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { HeaderPair } from '../../contract/index.ts'
import { addressPatienceMs, lookupWithLocalhost } from './localhost-lookup.ts'

export interface TracedRequest {
  readonly url: string
  readonly method: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  readonly signal: AbortSignal
}

/** Milliseconds since the start; a step that was not reached, or that this URL does not need, has none. */
export interface Trace {
  readonly resolvedMs?: number
  readonly connectedMs?: number
  /** Where the connection went: address and port. */
  readonly peer?: string
  readonly securedMs?: number
  /** `TLSv1.3` and the like. */
  readonly protocol?: string
  readonly answer?: { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Uint8Array }
  readonly endedMs: number
  /** Why there is no whole answer. */
  readonly error?: unknown
}

const maxAnswerBytes = 1_048_576

/** Never rejects; ends when the signal aborts. The headers go out as they are, after Host and Content-Length. */
export function traceRequest({ url, method, headers, body, signal }: TracedRequest): Promise<Trace> {
  const startedAt = performance.now()
  const since = (): number => Math.round((performance.now() - startedAt) * 10) / 10
  const target = new URL(url)
  const steps: { -readonly [Step in keyof Trace]?: Trace[Step] } = {}
  const options = {
    method,
    // `agent: false` makes a connection for this request alone: a kept one would hide that no new one can be had.
    agent: false,
    headers: [['Host', target.host], ['Content-Length', String(body.byteLength)], ...headers].flat(),
    lookup: notedLookup(() => (steps.resolvedMs ??= since())),
    autoSelectFamilyAttemptTimeout: addressPatienceMs,
    signal
  }
  return new Promise((resolve) => {
    const end = (error?: unknown): void => resolve({ ...steps, endedMs: since(), ...(error !== undefined && { error }) })
    const outgoing = (target.protocol === 'https:' ? tlsRequest : plainRequest)(target, options)
    noteConnection(outgoing, steps, since)
    outgoing.on('error', end)
    outgoing.on('response', (response) => {
      readAnswer(response).then((answer) => {
        steps.answer = { status: response.statusCode ?? 0, headers: response.headers, body: answer }
        end()
      }, end)
    })
    outgoing.end(body)
  })
}

/** The socket's own `lookup` event does not come when it tries several addresses. */
function notedLookup(onFound: () => void): LookupFunction {
  return (hostname, options, callback) =>
    lookupWithLocalhost(hostname, options, (error, address, family) => {
      if (error === null) onFound()
      callback(error, address, family)
    })
}

function noteConnection(outgoing: ClientRequest, steps: { -readonly [Step in keyof Trace]?: Trace[Step] }, since: () => number): void {
  outgoing.on('socket', (socket) => {
    socket.on('connect', () => {
      steps.connectedMs = since()
      const { remoteAddress = '', remotePort } = socket
      steps.peer = `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`
    })
    if (!(socket instanceof TLSSocket)) return
    socket.on('secureConnect', () => {
      steps.securedMs = since()
      steps.protocol = socket.getProtocol() ?? 'TLS'
    })
  })
}

async function readAnswer(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxAnswerBytes) break
  }
  return Buffer.concat(chunks)
}
