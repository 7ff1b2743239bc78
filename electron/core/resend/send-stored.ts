/** One sending of a stored delivery: as it came or edited, with its old signature or a fresh one. All that sends again goes through here. */
import type { Attempt, AttemptKind, Lineage, ResendInput } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import type { OutgoingRequest } from '../forwarding/attempt.ts'
import type { Attempts } from '../forwarding/attempts.ts'
import { applyHeaderRules, targetLimits } from '../forwarding/forward-request.ts'
import { outgoingHeaders } from '../forwarding/outgoing-headers.ts'
import { parseTargetUrl } from '../forwarding/target-address.ts'
import { buildTargetUrl } from '../forwarding/target-url.ts'
import { headerValue } from '../schemes/headers.ts'
import { resign } from '../schemes/resign.ts'
import type { SendableDelivery, StoredRetry } from '../store/sending-rows.ts'
import type { Destination } from './destination.ts'
import { applyEdits, hasEdits, type Draft } from './edits.ts'
import { planFault } from './faulted.ts'
import { adviseResigning, freshenEventId, signingProblem } from './resigning.ts'

export interface SendStoredOptions {
  readonly attempts: Attempts
  readonly clock: Clock
  /** An endpoint with its scheme and secrets; nothing when it is gone. */
  readonly findEndpoint: (endpointId: string) => ReadyEndpoint | undefined
}

export interface StoredSending extends Pick<ResendInput, 'resign' | 'freshEventId' | 'edits' | 'fault'> {
  readonly delivery: SendableDelivery
  readonly destination: Destination
  readonly kind: AttemptKind
  readonly jobId?: string | undefined
  /** The pending retry that this is. */
  readonly retry?: StoredRetry
  /** The target may have had it before. */
  readonly again?: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * With a fault it may be several requests. Answers with the attempts in the order that they ended.
 * Errors: UNPROCESSABLE when there is nothing to sign it with, its body was cut, or the fault means nothing for it; BAD_REQUEST for edits that can't be sent;
 * TARGET_NOT_ALLOWED; STORE_FAILED when the attempt was made but not recorded. Nothing is recorded of what never left.
 */
export type SendStored = (sending: StoredSending) => Promise<readonly Attempt[]>

export function createSendStored(options: SendStoredOptions): SendStored {
  const { attempts } = options
  return async (sending) => {
    const { delivery, destination, kind, retry, signal } = sending
    const { requests, order, eventId } = build(sending, options)
    const make = async ({ request, resigned }: BuiltRequest): Promise<Attempt> => {
      const lineage = lineageOf(sending, { resigned, eventId })
      const { recorded } = await attempts.make({
        deliveryId: delivery.id,
        number: await attempts.nextNumber(delivery.id, () => Promise.resolve(delivery.attempts)),
        kind,
        ...(destination.id === undefined ? {} : { targetId: destination.id }),
        request: signal === undefined ? request : { ...request, signal },
        ownBody: request.body === delivery.body,
        edited: hasEdits(sending.edits),
        resigned,
        fault: sending.fault,
        ...(lineage === undefined ? {} : { lineage }),
        ...(retry === undefined ? {} : { retry })
      })
      return recorded
    }
    if (order === 'at_once') return Promise.all(requests.map(make))
    const made: Attempt[] = []
    // One after the other, so that the app sees them in order.
    for (const request of requests) made.push(await make(request))
    return made
  }
}

interface BuiltRequest {
  readonly request: OutgoingRequest
  readonly resigned: boolean
}

interface Built {
  readonly requests: readonly BuiltRequest[]
  readonly order: 'in_turn' | 'at_once'
  /** A fresh one, if it got one. */
  readonly eventId: string | undefined
}

/** Built anew for each sending, so that each has its own time and signature. */
function build(sending: StoredSending, options: SendStoredOptions): Built {
  const { delivery, destination, edits } = sending
  const endpoint = delivery.endpointId === undefined ? undefined : options.findEndpoint(delivery.endpointId)
  const now = options.clock.now()
  const urlOf = (url: string): string =>
    edits?.path === undefined
      ? buildTargetUrl(destination, url, endpoint?.row.path ?? '/')
      : parseTargetUrl(destination.url).origin + url.replaceAll('#', '%23')
  const edited = applyEdits(delivery, edits)
  const draft = sending.freshEventId === true ? freshened(edited, endpoint, now) : { ...edited, eventId: undefined }
  const publicUrl = urlOf(draft.url)
  const resigned = sending.resign === 'advised' ? adviseResigning({ ...draft, publicUrl }, endpoint, now).advised : sending.resign === true
  const { eventId } = draft
  const signed = resigned ? sign(draft, endpoint, publicUrl, now) : draft
  const host = editedHost(delivery, edits)
  const toOutgoing = ({ method, headers, body, url }: Draft): OutgoingRequest => ({
    ...targetLimits(destination),
    ...(host === undefined ? {} : { host }),
    url: urlOf(url),
    method,
    headers: applyHeaderRules(outgoingHeaders(headers), destination),
    body
  })
  if (sending.fault === undefined) return { requests: [{ request: toOutgoing(signed), resigned }], order: 'in_turn', eventId }
  const { requests, order } = planFault(sending.fault, { ...signed, publicUrl }, { endpoint, now })
  return {
    requests: requests.map(({ request, resigned: signedAnew, transmission }) => ({
      request: { ...toOutgoing(request), ...(transmission === undefined ? {} : { transmission }) },
      resigned: signedAnew || resigned
    })),
    order,
    eventId
  }
}

function freshened(draft: Draft, endpoint: ReadyEndpoint | undefined, now: number): Draft & { readonly eventId: string | undefined } {
  const changed = endpoint === undefined ? undefined : freshenEventId(draft, endpoint, now)
  if (endpoint === undefined || changed === undefined) {
    throw new AppError('UNPROCESSABLE', 'The delivery has no event id that Hooklab could replace. Resend it without a fresh event id.')
  }
  return { ...changed, eventId: endpoint.scheme.identify(changed, endpoint.settings).eventId }
}

function sign(draft: Draft, endpoint: ReadyEndpoint | undefined, publicUrl: string, now: number): Draft {
  const problem = signingProblem(endpoint)
  if (endpoint === undefined || problem !== undefined) {
    throw new AppError('UNPROCESSABLE', `${problem ?? ''} Or resend it without signing.`)
  }
  const { row, scheme, settings, secrets } = endpoint
  const [secret] = secrets
  const signed = secret === undefined ? undefined : resign(scheme, { ...draft, publicUrl }, secret.value, { now, settings })
  if (signed === undefined) {
    const label = secret === undefined || secret.label === '' ? '' : `"${secret.label}" `
    throw new AppError(
      'UNPROCESSABLE',
      `The secret ${label}of the endpoint ${row.name} is none that ${scheme.label} can sign with. ${scheme.secretHint}`
    )
  }
  return signed
}

/** Nothing when it is the delivery as it came, sent by itself. */
function lineageOf(
  { edits, jobId, retry, again }: StoredSending,
  { resigned, eventId }: { readonly resigned: boolean; readonly eventId: string | undefined }
): Lineage | undefined {
  const changed: Lineage['changed'] = [
    ...(edits?.method === undefined ? [] : ['method' as const]),
    ...(edits?.path === undefined ? [] : ['path' as const]),
    ...(edits?.headers === undefined ? [] : ['headers' as const]),
    ...(edits?.bodyBase64 === undefined ? [] : ['body' as const]),
    ...(eventId === undefined ? [] : ['event_id' as const]),
    ...(resigned ? ['signature' as const] : [])
  ]
  const twice = again === true || retry?.again === true
  if (changed.length === 0 && jobId === undefined && retry === undefined && !twice) return undefined
  return {
    changed,
    ...(retry === undefined ? {} : { attemptId: retry.attemptId }),
    ...(jobId === undefined ? {} : { jobId }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(twice ? { again: true } : {})
  }
}

/** A Host that was written by hand is meant; the one that came with the delivery belongs to the listener. */
function editedHost({ headers }: SendableDelivery, edits: ResendInput['edits']): string | undefined {
  const host = edits?.headers === undefined ? undefined : headerValue(edits.headers, 'host')
  return host === headerValue(headers, 'host') ? undefined : host
}
