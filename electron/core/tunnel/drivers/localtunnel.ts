/** The localtunnel driver: any localtunnel server, the public one or one's own. The package runs in `localtunnel-thread.ts`. */
import { Worker } from 'node:worker_threads'
import type { TunnelOptions, TunnelReason } from '../../../contract/index.ts'
import { threadFile } from '../../threads.ts'
import type { OpenRequest, OpenResult, TunnelDriver } from '../driver.ts'
import { failureOf } from '../judge.ts'
import type { ConnectionFailure } from '../judge.ts'
import { reasonOf } from '../reasons.ts'
import type { Cause, ReasonFacts } from '../reasons.ts'
import type { LocaltunnelMessage, LocaltunnelTask, Refusal } from './localtunnel-messages.ts'
import { knock } from './knock.ts'
import { isTunnelName } from './localtunnel-registration.ts'
import { plainUrl } from './plain-url.ts'

const defaultHost = 'https://localtunnel.me'
const deadlineMs = 9_500

export const localtunnel: TunnelDriver = {
  info: {
    id: 'localtunnel',
    label: 'localtunnel',
    summary: 'A public URL from localtunnel.me or from your own localtunnel server. No account.',
    costs: [
      'The URL stays while the server has the name free; there is no way to reserve it.',
      'The public server limits bodies to 1 or 2 MB and is down at times.',
      'Whoever runs the server, and the network on the way to it, sees requests in plain text.',
      'The public server may add the public IP address of this machine to its answers.',
      'Callers that look like a browser get a warning page from the public server; providers do not.'
    ],
    fields: [
      { name: 'host', label: 'Tunnel server', placeholder: defaultHost, required: false },
      { name: 'subdomain', label: 'Name', placeholder: 'any', required: false }
    ]
  },
  server: (options) => plainUrl(hostOf(options))?.host ?? hostOf(options),
  check(options: TunnelOptions): TunnelReason | undefined {
    const host = hostOf(options)
    const name = nameOf(options)
    if (plainUrl(host) === undefined) return reasonOf('bad_host', { host })
    return name === undefined || isTunnelName(name) ? undefined : reasonOf('bad_name', { host, name })
  },
  async open(request) {
    const code = await codeOfKnock(request)
    if (code === undefined) return new LocaltunnelOpening(request).result
    const reason = reasonOf(byFailure[failureOf(code)], { host: localtunnel.server(request.options), detail: code })
    return { failed: reason, retryable: true }
  }
}

/**
 * A recovery knocks before it starts a thread: a server that is away may be looked for every few seconds at no cost. Where the
 * registration goes through a proxy, a direct connection would prove nothing.
 */
async function codeOfKnock({ again, options, clock, signal }: OpenRequest): Promise<string | undefined> {
  const hasProxy = ['http_proxy', 'https_proxy', 'all_proxy'].some(
    (name) => (process.env[name] ?? process.env[name.toUpperCase()] ?? '') !== ''
  )
  if (again === undefined || hasProxy) return undefined
  return knock(plainUrl(hostOf(options))?.text ?? defaultHost, { clock, signal })
}

/** One thread from its start to its end. */
class LocaltunnelOpening {
  readonly result: Promise<OpenResult>
  readonly #request: OpenRequest
  readonly #task: LocaltunnelTask
  readonly #worker: Worker
  readonly #cancelDeadline: () => void
  #settle: ((result: OpenResult) => void) | undefined
  #registered: (LocaltunnelMessage & { kind: 'registered' }) | undefined
  #ended: Promise<void> | undefined

  constructor(request: OpenRequest) {
    this.#request = request
    this.#task = taskOf(request)
    this.result = new Promise((resolve) => (this.#settle = resolve))
    this.#worker = new Worker(threadFile('localtunnel'), { workerData: this.#task, execArgv: [] })
    this.#worker.on('message', (message: LocaltunnelMessage) => this.#onMessage(message))
    this.#worker.on('error', (error) => this.#over('driver_failed', error.message))
    this.#worker.on('exit', () => this.#over('driver_failed', 'the thread ended'))
    this.#cancelDeadline = request.clock.after(deadlineMs, () => this.#onDeadline())
    request.signal.addEventListener('abort', () => this.#over('driver_failed', 'aborted'), { once: true })
    if (request.signal.aborted) this.#over('driver_failed', 'aborted')
  }

  #onMessage(message: LocaltunnelMessage): void {
    switch (message.kind) {
      case 'registered':
        this.#registered = message
        return
      case 'refused':
        return this.#fail(...causeOf(message, this.#task.name))
      case 'sockets':
        if (this.#settle === undefined) this.#request.onSignal({ kind: 'shaken', open: message.open, wanted: message.wanted })
        else this.#succeed()
        return
      case 'lost':
        return this.#over(this.#settle === undefined ? 'connections_lost' : 'port_blocked')
    }
  }

  #onDeadline(): void {
    if (this.#settle !== undefined) this.#fail(this.#registered === undefined ? 'host_timed_out' : 'port_blocked', undefined)
  }

  #succeed(): void {
    const registered = this.#registered
    if (registered === undefined) return
    const { name } = this.#task
    const given = name === undefined || registered.name === name
    const { publicUrl, held } = registered
    const opened = { publicUrl, close: () => this.#end(), ...(!given && { instead: { wantedName: name, held } }) }
    this.#finish({ opened })
  }

  /** Before it was opened that is a failure, afterwards a loss. */
  #over(cause: Cause, detail?: string): void {
    if (this.#settle !== undefined) return this.#fail(cause, detail)
    if (this.#ended !== undefined) return
    void this.#end()
    this.#request.onSignal({ kind: 'lost', reason: this.#reason(cause, detail) })
  }

  #fail(cause: Cause, detail: string | undefined, status?: number): void {
    void this.#end()
    this.#finish({ failed: this.#reason(cause, detail, status), retryable: cause !== 'name_refused' })
  }

  #finish(result: OpenResult): void {
    this.#cancelDeadline()
    this.#settle?.(result)
    this.#settle = undefined
  }

  #reason(cause: Cause, detail?: string, status?: number): TunnelReason {
    const { name } = this.#task
    const facts: ReasonFacts = {
      host: localtunnel.server(this.#request.options),
      ...(name !== undefined && { name }),
      ...(detail !== undefined && { detail }),
      ...(status !== undefined && { status })
    }
    return reasonOf(cause, facts)
  }

  #end(): Promise<void> {
    this.#ended ??= this.#worker.terminate().then(() => {})
    return this.#ended
  }
}

/** A field left empty is a field left out. */
function hostOf({ host }: TunnelOptions): string {
  return host === undefined || host.trim() === '' ? defaultHost : host.trim()
}

function nameOf({ subdomain }: TunnelOptions): string | undefined {
  return subdomain === undefined || subdomain.trim() === '' ? undefined : subdomain.trim()
}

function taskOf({ options, again, listenerPort }: OpenRequest): LocaltunnelTask {
  const host = plainUrl(hostOf(options))?.text ?? defaultHost
  const name = again === undefined ? nameOf(options) : URL.parse(again)?.hostname.split('.')[0]
  return { host, listenerPort, ...(name !== undefined && { name }) }
}

const byFailure: Readonly<Record<ConnectionFailure, Cause>> = {
  dns_failed: 'host_not_found',
  tls_failed: 'host_tls_failed',
  refused: 'host_refused',
  reset: 'host_unreachable',
  timed_out: 'host_timed_out',
  network_down: 'host_unreachable',
  probe_failed: 'host_unreachable'
}

function causeOf(refusal: Refusal, name: string | undefined): [cause: Cause, detail: string | undefined, status?: number] {
  if ('code' in refusal) return [byFailure[failureOf(refusal.code)], refusal.code === 'UNKNOWN' ? refusal.detail : refusal.code]
  const { status, detail } = refusal
  if (status === 403 && name !== undefined) return ['name_refused', detail, status]
  if (status === 429) return ['rate_limited', detail, status]
  const isNone = status === 404 || status === 405 || (status >= 200 && status < 400)
  return [isNone ? 'not_a_tunnel_server' : 'registration_refused', detail, status]
}
