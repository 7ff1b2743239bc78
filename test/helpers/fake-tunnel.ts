/** A driver and a public URL that do as a test says: for what the supervisor does with time. */
import type { OpenRequest, OpenResult, TunnelConnection, TunnelDriver } from '../../electron/core/tunnel/driver.ts'
import type { ProbeReply, SendProbe } from '../../electron/core/tunnel/probe.ts'
import { reasonOf } from '../../electron/core/tunnel/reasons.ts'
import type { TunnelSupervisor } from '../../electron/core/tunnel/tunnel-supervisor.ts'

export interface FakeTunnel {
  readonly driver: TunnelDriver
  readonly send: SendProbe
  /** Every request to open, in order. */
  readonly opened: readonly OpenRequest[]
  /** Proofs sent so far; looks as a browser are apart. */
  readonly proofs: number
  readonly browserLooks: number
  /** Connections that were closed. */
  readonly closes: number
  /** Connections that stand. */
  readonly open: number
  /** What the next opening comes to; the URL that was asked for, when unset. */
  next: OpenResult | 'hangs' | 'throws' | undefined
  /** What a proof meets; the listener, when unset. */
  weather: ProbeReply | 'hangs' | 'rejects' | undefined
  /** What a browser meets; the listener, when unset. */
  browserWeather: ProbeReply | undefined
  /** Closing a connection never ends. */
  closingHangs: boolean
  /** How long the connections say that they come back by themselves. */
  healsWithinMs: number | undefined
  answerFor(supervisor: TunnelSupervisor): void
}

export const failedToOpen: OpenResult = { failed: reasonOf('host_refused', { host: 'fake.example' }), retryable: true }

export function answers(status: number): ProbeReply {
  return { status, headers: {}, body: Buffer.from('<html>'), roundTripMs: 1 }
}

/** `id` is the driver's; its public URLs end in `.ID.example`. */
export function fakeTunnel(id = 'fake'): FakeTunnel {
  let supervisor: TunnelSupervisor | undefined
  const opened: OpenRequest[] = []
  let proofs = 0
  let browserLooks = 0
  let closes = 0
  const standing = new Set<TunnelConnection>()
  const connect = (publicUrl: string): TunnelConnection => {
    const connection = makeConnection(publicUrl)
    standing.add(connection)
    return connection
  }
  const makeConnection = (publicUrl: string): TunnelConnection => ({
    publicUrl,
    ...(fake.healsWithinMs !== undefined && { healsWithinMs: fake.healsWithinMs }),
    close() {
      closes++
      standing.delete(this)
      return fake.closingHangs ? new Promise(() => {}) : Promise.resolve()
    }
  })
  const fake: FakeTunnel = {
    opened,
    next: undefined,
    weather: undefined,
    browserWeather: undefined,
    get browserLooks() {
      return browserLooks
    },
    closingHangs: false,
    healsWithinMs: undefined,
    get proofs() {
      return proofs
    },
    get closes() {
      return closes
    },
    get open() {
      return standing.size
    },
    answerFor: (other) => (supervisor = other),
    driver: {
      info: { id, label: `The ${id}`, summary: '', costs: [], fields: [] },
      server: () => `${id}.example`,
      check: ({ subdomain }) => (subdomain === 'bad' ? reasonOf('bad_name', { host: '', name: subdomain }) : undefined),
      async open(request) {
        opened.push(request)
        if (fake.next === 'throws') throw new Error('a bug in the driver')
        if (fake.next === 'hangs') {
          return new Promise((resolve) => request.signal.addEventListener('abort', () => resolve(failedToOpen)))
        }
        return fake.next ?? { opened: connect(request.again ?? `https://${request.options.subdomain ?? 'any'}.${id}.example`) }
      }
    },
    send({ url, headers, signal }) {
      const isBrowser = headers['user-agent']?.startsWith('Mozilla/') === true
      if (isBrowser) browserLooks++
      else proofs++
      if (isBrowser && fake.browserWeather !== undefined) return Promise.resolve(fake.browserWeather)
      if (fake.weather === 'hangs') return new Promise(() => {})
      if (fake.weather === 'rejects') return Promise.reject(new Error('a bug in the sender'))
      if (fake.weather !== undefined) return Promise.resolve(fake.weather)
      const body = supervisor?.answerProbe({ method: 'GET', url: new URL(url).pathname, headers: Object.entries(headers) })
      return Promise.resolve(signal.aborted || body === undefined ? answers(404) : { status: 200, headers: {}, body, roundTripMs: 7 })
    }
  }
  return fake
}
