/** Resending: a stored delivery goes out again, as it came or edited, with its old signature or a fresh one. */
import type { Attempt, DeliveryDetail, ResendInput } from '../../contract/index.ts'
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
import type { Store } from '../store/store.ts'
import { chooseDestination, type Destination, type KnownTargets } from './destination.ts'
import { applyEdits, hasEdits, type Draft } from './edits.ts'
import { planFault } from './faulted.ts'

export interface ResendOptions {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes'>
  readonly attempts: Attempts
  readonly clock: Clock
  readonly targets: KnownTargets
  /** An endpoint with its scheme and secrets; nothing when it is gone. */
  readonly findEndpoint: (endpointId: string) => ReadyEndpoint | undefined
}

/**
 * Sends a delivery again, `times` times one after the other, and answers with the attempts in that order. With a fault, each time may be
 * several requests.
 * Errors: NOT_FOUND; UNPROCESSABLE when there is nowhere to send it, nothing to sign it with, or the fault means nothing for it; BAD_REQUEST for edits that can't be
 * sent; TARGET_NOT_ALLOWED; STORE_FAILED when an attempt was made but not recorded.
 */
export type Resend = (deliveryId: string, input: ResendInput, signal?: AbortSignal) => Promise<readonly Attempt[]>

export function createResend(options: ResendOptions): Resend {
  const { store, attempts, targets } = options
  return async (deliveryId, input, signal) => {
    const [delivery, { body }] = await Promise.all([store.getDelivery(deliveryId), store.getDeliveryBytes(deliveryId)])
    const destination = chooseDestination(delivery, input, targets)
    const draft = applyEdits(delivery, body, input.edits)
    const plan: Plan = { delivery, destination, draft, edited: hasEdits(input.edits), input }
    const made: Attempt[] = []
    for (let time = 0; time < (input.times ?? 1); time += 1) {
      if (signal?.aborted === true) break
      const { requests, order } = buildRequests(plan, options)
      const make = async ({ request, resigned }: BuiltRequest): Promise<Attempt> => {
        const { recorded } = await attempts.make({
          deliveryId,
          number: await attempts.nextNumber(deliveryId, () => Promise.resolve(delivery.attempts)),
          kind: 'resend',
          ...(destination.id === undefined ? {} : { targetId: destination.id }),
          request: signal === undefined ? request : { ...request, signal },
          ownBody: request.body === body,
          edited: plan.edited,
          resigned,
          fault: input.fault
        })
        return recorded
      }
      if (order === 'at_once') made.push(...(await Promise.all(requests.map(make))))
      // One after the other, so that the app sees them in order.
      else for (const request of requests) made.push(await make(request))
    }
    return made
  }
}

interface Plan {
  readonly delivery: DeliveryDetail
  readonly destination: Destination
  readonly draft: Draft
  readonly edited: boolean
  readonly input: ResendInput
}

interface BuiltRequest {
  readonly request: OutgoingRequest
  readonly resigned: boolean
}

/** Built anew for each time, so that each has its own time and signature. */
function buildRequests(
  plan: Plan,
  options: ResendOptions
): { readonly requests: readonly BuiltRequest[]; readonly order: 'in_turn' | 'at_once' } {
  const { delivery, destination, input } = plan
  const endpoint = delivery.endpointId === undefined ? undefined : options.findEndpoint(delivery.endpointId)
  const urlOf = (url: string): string =>
    input.edits?.path === undefined
      ? buildTargetUrl(destination, url, endpoint?.row.path ?? '/')
      : parseTargetUrl(destination.url).origin + url.replaceAll('#', '%23')
  const now = options.clock.now()
  const draft = input.resign === true ? sign(plan, endpoint, urlOf(plan.draft.url), now) : plan.draft
  const host = editedHost(delivery, input)
  const toOutgoing = ({ method, headers, body, url }: Draft): OutgoingRequest => ({
    ...targetLimits(destination),
    ...(host === undefined ? {} : { host }),
    url: urlOf(url),
    method,
    headers: applyHeaderRules(outgoingHeaders(headers), destination),
    body
  })
  if (input.fault === undefined) return { requests: [{ request: toOutgoing(draft), resigned: input.resign === true }], order: 'in_turn' }
  const { requests, order } = planFault(input.fault, { ...draft, publicUrl: urlOf(draft.url) }, { endpoint, now })
  return {
    requests: requests.map(({ request, resigned, transmission }) => ({
      request: { ...toOutgoing(request), ...(transmission === undefined ? {} : { transmission }) },
      resigned: resigned || input.resign === true
    })),
    order
  }
}

function sign({ draft }: Plan, endpoint: ReadyEndpoint | undefined, publicUrl: string, now: number): Draft {
  if (endpoint === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      'The delivery belongs to no endpoint, so there is nothing to sign it with. Resend it without signing.'
    )
  }
  const { row, scheme, settings, secrets } = endpoint
  if (scheme.sign === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      `${scheme.label} signs with a key that only the provider has, so Hooklab can't sign for it. Resend it without signing.`
    )
  }
  const [secret] = secrets
  if (secret === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      `The endpoint ${row.name} has no secret to sign with. Add the signing secret to it, or resend without signing.`
    )
  }
  const signed = resign(scheme, { ...draft, publicUrl }, secret.value, { now, settings })
  if (signed === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      `The secret ${secret.label === '' ? '' : `"${secret.label}" `}of the endpoint ${row.name} is none that ${scheme.label} can sign with. ${scheme.secretHint}`
    )
  }
  return signed
}

/** A Host that was written by hand is meant; the one that came with the delivery belongs to the listener. */
function editedHost(delivery: DeliveryDetail, { edits }: ResendInput): string | undefined {
  const host = edits?.headers === undefined ? undefined : headerValue(edits.headers, 'host')
  return host === headerValue(delivery.headers, 'host') ? undefined : host
}
