/** The app under test as cases see it: good events, faults and what they do. */
import type { HeaderPair } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { AppError } from '../errors.ts'
import type { FaultContext, FaultPlan, FaultedRequest } from '../faults/outbound/outbound-fault.ts'
import { fresh } from '../faults/outbound/signing.ts'
import type { OutgoingRequest, Send } from '../forwarding/attempt.ts'
import { outgoingHeaders } from '../forwarding/outgoing-headers.ts'
import { CannotRun, type Bench, type CheckLimits, type Effect, type Sending } from './check-case.ts'
import type { CheckSubject } from './check-subject.ts'
import { openStateProbe, type StateProbe } from './state-probe.ts'

export interface BenchParts {
  readonly subject: CheckSubject
  readonly limits: CheckLimits
  readonly send: Send
  readonly clock: Clock
  readonly newId: () => string
  readonly signal: AbortSignal
  /** Told of each request once it has ended. */
  readonly onSending: (sending: Sending) => void
}

/** Errors: CannotRun when there is a state URL that does not answer with JSON. */
export async function openBench(parts: BenchParts): Promise<Bench> {
  const { subject, limits, clock } = parts
  const { scheme, settings, secrets, target, stateUrl } = subject
  const { allowRemote, verifyTls } = target
  const send: Send = (request) => refuseWhenUnreachable(parts, request)
  const probe: StateProbe | undefined =
    stateUrl === undefined
      ? undefined
      : await openStateProbe({ url: stateUrl, send, clock, allowRemote, verifyTls, settleMs: limits.settleMs })

  let showsEffects = true
  const contextNow = (secret = secrets[0]): FaultContext => ({
    scheme,
    settings,
    secret,
    now: clock.now(),
    newId: parts.newId,
    sizes: limits.sizes
  })
  const sendOne = async (label: string, faulted: FaultedRequest): Promise<Sending> => {
    const result = await send(toOutgoing(faulted, parts))
    const sending = { label, request: faulted.request, result }
    parts.onSending(sending)
    return sending
  }
  const bench: Bench = {
    scheme,
    settings,
    secrets,
    limits,
    hasProbe: probe !== undefined,
    newEvent: () => subject.newEvent(contextNow()),
    plan: (fault, draft, secret) => {
      const context = contextNow(secret)
      return fault.apply(draft ?? subject.newEvent(context), context)
    },
    send: (label, plan) => sendPlan(label, plan, sendOne),
    sendGood: (label = 'A good event') => sendOne(label, fresh(bench.newEvent(), contextNow())),
    firstGood: once(async () => {
      const sendings: Sending[] = []
      const effect = await bench.effectOf(async () => {
        sendings.push(await bench.sendGood())
      })
      showsEffects = effect !== undefined && effect.size > 0
      const [sending] = sendings
      if (sending === undefined) throw new CannotRun('The check was stopped.')
      return { sending, effect }
    }),
    async effectOf(action, waits = true): Promise<Effect | undefined> {
      // A state that does not show a good event shows nothing worth waiting for.
      if (probe !== undefined) return probe.effectOf(action, waits && showsEffects)
      await action()
      return undefined
    },
    pause: (ms) => new Promise((resolve) => clock.after(ms, resolve)),
    stateText: () => probe?.text() ?? Promise.resolve(undefined)
  }
  return bench
}

async function sendPlan(
  label: string,
  { requests, order }: FaultPlan,
  sendOne: (label: string, request: FaultedRequest) => Promise<Sending>
): Promise<Sending[]> {
  const named = requests.map((request, index) => ({ request, name: requests.length === 1 ? label : `${label} ${index + 1}` }))
  if (order === 'at_once') return Promise.all(named.map(({ name, request }) => sendOne(name, request)))
  const sendings: Sending[] = []
  for (const { name, request } of named) sendings.push(await sendOne(name, request))
  return sendings
}

function toOutgoing({ request, transmission }: FaultedRequest, { subject, limits, signal }: BenchParts): OutgoingRequest {
  const { url, allowRemote, verifyTls } = subject.target
  const origin = new URL(url).origin
  return {
    url: origin + request.url,
    method: request.method,
    headers: subject.target.finishHeaders(outgoingHeaders(request.headers)) satisfies HeaderPair[],
    body: request.body,
    // Long enough to tell an answer that is late from one that never comes.
    timeoutMs: Math.round(limits.answerWithinMs * 1.5) + (transmission?.kind === 'slow' ? transmission.overMs : 0),
    verifyTls,
    allowRemote,
    responseCapBytes: 16_384,
    ...(transmission === undefined ? {} : { transmission }),
    signal
  }
}

/** Errors: CannotRun when nothing may be sent there, the host is unknown or speaks no TLS, or the check was stopped. */
async function refuseWhenUnreachable({ send, signal }: BenchParts, request: OutgoingRequest) {
  try {
    const result = await send({ ...request, signal })
    const { outcome } = result
    if (signal.aborted) throw new CannotRun('The check was stopped.')
    if (outcome.kind === 'dns_failed' || outcome.kind === 'tls_failed') throw new CannotRun(outcome.detail)
    return result
  } catch (error) {
    if (error instanceof AppError) throw new CannotRun(error.message, { cause: error })
    throw error
  }
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined
  return () => (value ??= make())
}
