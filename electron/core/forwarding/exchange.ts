/**
 * One request and its answer, over a connection of its own: nothing that a target did to an earlier attempt can be taken
 * for an answer to this one, and a connection that died while it was idle can't look like a reset.
 */
import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { connect as connectSecure } from 'node:tls'
import type { Client, Dispatcher, buildConnector } from 'undici'
import type { HeaderPair, Outcome } from '../../contract/index.ts'
import { AppError, errorMessage } from '../errors.ts'
import { keptResponseBytes, longestResponseBytes, type AttemptResult, type OutgoingRequest } from './attempt.ts'
import { failureOf, timeoutOf, type Failure, type Phase } from './outcome.ts'
import { outgoingHeaders } from './outgoing-headers.ts'
import { skipContinue } from './skip-continue.ts'
import { resolveTarget, type ResolvedAddress } from './target-address.ts'
import { transmit } from './transmission.ts'

export interface ExchangeOptions {
  readonly url: URL
  readonly request: OutgoingRequest
  readonly lookup: LookupFunction
  readonly Client: typeof Client
  /** Milliseconds that only ever grow, finer than the clock's. */
  readonly elapsed: () => number
  readonly pause: (ms: number) => Promise<void>
}

// One for all: a stack of its own for each exchange costs as much as dialling.
const ended = new Error('The exchange has ended.')

// What undici may take for the body, which sends Content-Length: 0 even when there is none.
const bodyMethods = new Set(['POST', 'PUT', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH'])

export class Exchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions
  readonly #startedAt: number
  readonly #headers: HeaderPair[]
  readonly #done = Promise.withResolvers<AttemptResult>()
  #phase: Phase = 'resolving'
  #settled = false
  #client: Client | undefined
  #socket: Socket | undefined
  #connectMs: number | undefined
  #firstByteMs: number | undefined
  #status: number | undefined
  #responseHeaders: HeaderPair[] = []
  readonly #kept: Uint8Array[] = []
  #keptBytes = 0
  #sizeBytes = 0

  constructor(options: ExchangeOptions) {
    this.#options = options
    this.#startedAt = options.elapsed()
    this.#headers = outgoingHeaders(options.request.headers)
  }

  /** Resolves with what became of it. Errors: TARGET_NOT_ALLOWED, before anything is dialled. */
  run(): Promise<AttemptResult> {
    this.#dial().catch((error: unknown) => {
      if (error instanceof AppError) this.#refuse(error)
      else this.#fail(error)
    })
    return this.#done.promise
  }

  /** Ends it now, wherever it is. */
  stop(why: 'timeout' | Failure): void {
    const { url, request } = this.#options
    this.#settle(why === 'timeout' ? timeoutOf(this.#phase, url.host, request.timeoutMs) : why)
  }

  onRequestStart(): void {
    this.#phase = 'waiting'
  }

  onResponseStarted(): void {
    this.#firstByteMs ??= this.#sinceStart()
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // Interim answers such as 103 come before the one that counts.
    if (status < 200) return
    this.#phase = 'reading'
    this.#firstByteMs ??= this.#sinceStart()
    this.#status = status
    this.#responseHeaders = pairsOf(controller.rawHeaders)
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    const room = (this.#options.request.responseCapBytes ?? keptResponseBytes) - this.#keptBytes
    this.#sizeBytes += chunk.byteLength
    if (room > 0) {
      const kept = chunk.subarray(0, room)
      this.#kept.push(kept)
      this.#keptBytes += kept.byteLength
    }
    if (this.#sizeBytes <= longestResponseBytes) return
    this.stop({ kind: 'aborted', detail: `The answer is longer than ${longestResponseBytes} bytes, so reading it was given up.` })
  }

  onResponseEnd(): void {
    this.#settle({ kind: 'responded', status: this.#status ?? 0 })
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error)
  }

  async #dial(): Promise<void> {
    const { url, request, lookup, Client } = this.#options
    const addresses = await resolveTarget(url, request, lookup)
    if (this.#settled) return
    this.#phase = 'connecting'
    // All waits are bounded by the attempt's own deadline.
    this.#client = new Client(url.origin, {
      pipelining: 0,
      headersTimeout: 0,
      bodyTimeout: 0,
      allowH2: false,
      connect: (_options, callback) => this.#connect(addresses, callback)
    })
    const { method, host } = request
    const headers = host === undefined ? this.#headers : [['Host', host] as const, ...this.#headers]
    this.#client.dispatch(
      {
        method,
        path: rawPath(request.url, url),
        ...this.#payload(headers)
      },
      this
    )
  }

  #payload(headers: readonly (readonly [string, string])[]): Pick<Dispatcher.DispatchOptions, 'headers' | 'body'> {
    const { body, transmission } = this.#options.request
    if (transmission === undefined) return { headers: headers.flat(), body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) }
    const pieces = transmit(body, transmission, {
      pause: this.#options.pause,
      flushed: () => new Promise((resolve) => this.#socket?.write(new Uint8Array(), () => resolve())),
      drop: (sentBytes) =>
        this.stop({
          kind: 'aborted',
          detail: `The connection was closed on purpose after ${sentBytes} of ${body.byteLength} bytes of the body.`
        })
    })
    // undici writes the length itself; of a body in pieces it has to be told.
    return { headers: [...headers, ['content-length', String(body.byteLength)]].flat(), body: Readable.from(pieces, { objectMode: false }) }
  }

  #connect(addresses: readonly ResolvedAddress[], callback: buildConnector.Callback): void {
    const { url, request } = this.#options
    const secure = url.protocol === 'https:'
    const target = {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || (secure ? 443 : 80)),
      lookup: pinned(addresses),
      autoSelectFamily: true,
      noDelay: true
    }
    const socket = secure
      ? connectSecure({
          ...target,
          servername: serverName(request.host ?? url.host),
          rejectUnauthorized: request.verifyTls,
          ALPNProtocols: ['http/1.1']
        })
      : connectPlain(target)
    this.#socket = socket
    socket.once('connect', () => {
      if (secure) this.#phase = 'securing'
    })
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.off('error', refuse)
      this.#connectMs = this.#sinceStart()
      this.#afterHold(socket, () => {
        skipContinue(socket)
        callback(null, socket)
      })
    })
    const refuse = (error: Error): void => callback(error, null)
    socket.on('error', refuse)
  }

  /** Calls `goOn` once the first byte may leave, unless the target has gone meanwhile. */
  #afterHold(socket: Socket, goOn: () => void): void {
    const { holdUntil } = this.#options.request
    if (holdUntil === undefined) return goOn()
    this.#phase = 'waiting'
    const fail = (error: Error): void => this.#fail(error)
    socket.on('error', fail)
    holdUntil.then(
      () => {
        if (this.#settled) return
        socket.off('error', fail)
        goOn()
      },
      (error: unknown) => this.stop({ kind: 'aborted', detail: errorMessage(error) })
    )
  }

  #fail(error: unknown): void {
    this.#settle(failureOf(error, this.#phase, this.#options.url.host))
  }

  #refuse(error: AppError): void {
    if (this.#settled) return
    this.#settled = true
    this.#done.reject(error)
  }

  #settle(outcome: Outcome): void {
    if (this.#settled) return
    this.#settled = true
    const status = this.#status
    this.#done.resolve({
      outcome,
      timings: {
        ...(this.#connectMs === undefined ? {} : { connectMs: this.#connectMs }),
        ...(this.#firstByteMs === undefined ? {} : { firstByteMs: this.#firstByteMs }),
        totalMs: this.#sinceStart()
      },
      sentHeaders: this.#sentHeaders(),
      ...(status === undefined
        ? {}
        : { response: { status, headers: this.#responseHeaders, body: Buffer.concat(this.#kept), sizeBytes: this.#sizeBytes } })
    })
    this.#socket?.destroy()
    // Destroying can only be refused by a client that is gone already.
    this.#client?.destroy(ended).catch(() => undefined)
  }

  /** As undici writes them. */
  #sentHeaders(): HeaderPair[] {
    const { url, request } = this.#options
    const length = request.body.byteLength
    return [
      ['host', request.host ?? url.host],
      ['connection', 'close'],
      ...this.#headers,
      ...(length > 0 || bodyMethods.has(request.method) ? [['content-length', String(length)] satisfies HeaderPair] : [])
    ]
  }

  #sinceStart(): number {
    return this.#options.elapsed() - this.#startedAt
  }
}

/** Path and query as they were written, which a URL would re-encode, unless they can't be sent like that. */
function rawPath(text: string, url: URL): string {
  const raw = /^https?:\/\/[^/?#\\]*(\/[\u0021-\u00ff]*)$/i.exec(text)?.[1]?.replace(/#.*$/, '')
  return raw ?? url.pathname + url.search
}

/** Answers every question with the addresses that were allowed. */
function pinned(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses
    if (options.all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}

/** The name for the certificate; none for a bare address. */
function serverName(host: string): string {
  const name = host.replace(/:\d+$/, '')
  return name.startsWith('[') || isIP(name) !== 0 ? '' : name
}

function pairsOf(raw: Dispatcher.DispatchController['rawHeaders']): HeaderPair[] {
  if (!Array.isArray(raw)) return []
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')))
  return Array.from({ length: texts.length / 2 }, (_, index) => [texts[index * 2] ?? '', texts[index * 2 + 1] ?? ''])
}
