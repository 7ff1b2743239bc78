/** Sending a sample event to an endpoint, as its provider would: to the listener, or all the way round through the public URL. */
import type { HeaderPair, SendSampleInput, SentSample, Tunnel, Verdict } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import type { AttemptResult, Send } from '../forwarding/attempt.ts'
import type { Store } from '../store/store.ts'
import { buildSample, type SampleRequest } from './build-sample.ts'
import { keepLastValues } from './last-values.ts'
import type { SigningPlan } from './sample-signing.ts'
import { findSample } from './samples.ts'

export interface SendSampleOptions {
  readonly send: Send
  readonly store: Pick<Store, 'listDeliveries' | 'putNote'>
  readonly clock: Clock
  /** Letters and digits, unique. */
  readonly newId: () => string
  /** All endpoints, in their order. */
  readonly endpoints: () => readonly ReadyEndpoint[]
  readonly plan: (endpoint: ReadyEndpoint) => Promise<SigningPlan>
  /** Without a trailing slash. */
  readonly listenerUrl: string
  readonly tunnel: () => Pick<Tunnel, 'state' | 'publicUrl'>
  /** The Authorization value that callers of the public URL need, if any. */
  readonly credentials: () => string | undefined
}

/** As `Samples.send`. */
export type SendSample = (input: SendSampleInput) => Promise<SentSample>

const answerTimeoutMs = 15_000
const newestLookedAt = 100
const longestAnswer = 2000

export function createSendSample(options: SendSampleOptions): SendSample {
  return async ({ provider, type, endpointId, via, fields, body: ownBody }) => {
    const { clock, newId, send } = options
    const found = await findSample(provider, type)
    const { row, ...endpoint } = chooseEndpoint(options.endpoints(), provider, endpointId)
    const base = via === 'public' ? publicBase(options.tunnel()) : options.listenerUrl
    const { signing, sign } = await options.plan({ row, ...endpoint })
    const sentAt = clock.now()
    const sample = buildSample(found, {
      now: sentAt,
      seed: newId(),
      url: row.path,
      publicUrl: base + row.path,
      sign,
      ...(fields === undefined ? {} : { fields }),
      ...(ownBody === undefined ? {} : { body: ownBody })
    })
    if (fields !== undefined || ownBody !== undefined)
      await keepLastValues(options.store, provider, found.template.type, {
        fields: fields ?? {},
        ...(ownBody === undefined ? {} : { body: ownBody })
      })
    const { method, headers, body, eventId, eventType } = sample
    const url = base + sample.url
    const sent = via === 'public' ? withCredentials(headers, options.credentials()) : headers
    const result = await send({
      url,
      method,
      headers: sent,
      body,
      timeoutMs: answerTimeoutMs,
      verifyTls: true,
      allowRemote: via === 'public'
    })
    const status = statusOf(result, via)
    const delivery = await findDelivery({ sample, endpointId: row.id, sentAt }, options)
    return {
      ...(delivery === undefined ? {} : { deliveryId: delivery.id, verdict: delivery.verdict }),
      status,
      url,
      ...(eventId === undefined ? {} : { eventId }),
      ...(eventType === undefined ? {} : { eventType }),
      signing,
      answer: Buffer.from(result.response?.body ?? [])
        .toString()
        .slice(0, longestAnswer),
      durationMs: clock.now() - sentAt
    }
  }
}

/**
 * The endpoint that was named, else the one that verifies this provider, else the first that is on.
 * Errors: NOT_FOUND; CONFLICT when it, or every one, is off.
 */
export function chooseEndpoint(
  endpoints: readonly ReadyEndpoint[],
  provider: string | undefined,
  endpointId: string | undefined
): ReadyEndpoint {
  if (endpointId !== undefined) {
    const named = endpoints.find((endpoint) => endpoint.row.id === endpointId)
    if (named === undefined)
      throw new AppError('NOT_FOUND', `There is no endpoint ${endpointId}. It may have been removed; reload the list.`)
    if (!named.row.enabled)
      throw new AppError('CONFLICT', `The endpoint ${named.row.name} is switched off, so it takes nothing. Switch it on first.`)
    return named
  }
  const open = endpoints.filter((endpoint) => endpoint.row.enabled)
  const chosen = open.find((endpoint) => endpoint.row.scheme === provider) ?? open[0]
  if (chosen === undefined)
    throw new AppError('CONFLICT', 'No endpoint is on, so nothing would take the sample. Create an endpoint, or switch one on.')
  return chosen
}

/** As the providers that were given user and password send it. A sample with an Authorization header of its own keeps that. */
export function withCredentials(headers: readonly HeaderPair[], credentials: string | undefined): readonly HeaderPair[] {
  if (credentials === undefined || headers.some(([name]) => name.toLowerCase() === 'authorization')) return headers
  return [...headers, ['Authorization', credentials]]
}

/** The public URL without a path. Errors: CONFLICT when the tunnel is not open. */
export function publicBase({ state, publicUrl }: Pick<Tunnel, 'state' | 'publicUrl'>): string {
  if (publicUrl !== undefined && (state === 'online' || state === 'degraded')) return publicUrl
  throw new AppError(
    'CONFLICT',
    `The tunnel is ${state}, so there is no public URL to send through. Open the tunnel first, or send to the listener.`
  )
}

function statusOf({ outcome }: AttemptResult, via: 'listener' | 'public'): number {
  switch (outcome.kind) {
    case 'responded':
      return outcome.status
    case 'timed_out':
      throw new AppError(
        'TIMEOUT',
        `The sample was sent, but no answer came in ${answerTimeoutMs} ms. A fault that hangs or delays does that; see the list of deliveries.`
      )
    case 'refused':
    case 'reset':
    case 'dns_failed':
    case 'tls_failed':
    case 'aborted':
      if (via === 'public')
        throw new AppError('TUNNEL_FAILED', `The sample got no answer through the public URL: ${outcome.detail} Check the tunnel.`)
      throw new AppError(
        'UNPROCESSABLE',
        `The sample got no answer: ${outcome.detail} A fault that resets does that; see the list of deliveries.`
      )
  }
}

interface Sent {
  readonly sample: SampleRequest
  readonly endpointId: string
  readonly sentAt: number
}

/** Answered means stored, so it is among the newest unless many others came at the same moment. */
async function findDelivery(
  { sample, endpointId, sentAt }: Sent,
  { store, clock }: SendSampleOptions
): Promise<{ readonly id: string; readonly verdict: Verdict } | undefined> {
  const { items } = await store.listDeliveries({ limit: newestLookedAt, now: clock.now() })
  const same = items.filter(
    (item) =>
      item.endpointId === endpointId &&
      item.url === sample.url &&
      item.sizeBytes === sample.body.byteLength &&
      item.receivedAt >= sentAt &&
      (sample.eventId === undefined || item.eventId === undefined || item.eventId === sample.eventId)
  )
  // The oldest of those that could be it; a later one came from somebody else.
  return same.at(-1)
}
