/** What a provider's challenge asks of the developer, beyond the answer that it got: nothing of it is done without their click. */
import type { DeliveryDetail } from '../../contract/index.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import type { Send } from '../forwarding/attempt.ts'
import type { HandshakeAnswer } from '../schemes/scheme.ts'
import type { Store } from '../store/store.ts'

export interface HandshakeParts {
  readonly store: Pick<Store, 'getDelivery' | 'getDeliveryBytes'>
  readonly endpoints: Endpoints
  readonly send: Send
}

const confirmDeadlineMs = 10_000

/** The delivery, with what it asks for when it is a challenge that does. Errors: NOT_FOUND. */
export async function readDelivery(id: string, parts: HandshakeParts): Promise<DeliveryDetail> {
  const detail = await parts.store.getDelivery(id)
  if (!detail.handshake) return detail
  const answer = await answerOf(detail, parts)
  if (answer?.offeredSecret !== undefined) {
    const known = parts.endpoints.find(detail.endpointId ?? '')?.secrets.some((secret) => secret.value === answer.offeredSecret) === true
    return known
      ? detail
      : {
          ...detail,
          asks: { kind: 'secret', text: 'The provider gave a signing secret with this challenge. Add it to have its deliveries verified.' }
        }
  }
  if (answer?.confirmation === undefined) return detail
  return {
    ...detail,
    asks: {
      kind: 'confirmation',
      text: `The provider wants the subscription confirmed by a call to ${new URL(answer.confirmation.url).host}.`
    }
  }
}

/** Does what the challenge asks for. Errors: NOT_FOUND; UNPROCESSABLE when it asks for nothing, or the call to the provider failed. */
export async function acceptHandshake(id: string, parts: HandshakeParts): Promise<void> {
  const detail = await parts.store.getDelivery(id)
  const answer = detail.handshake ? await answerOf(detail, parts) : undefined
  if (answer?.offeredSecret !== undefined) {
    await parts.endpoints.addSecret(detail.endpointId ?? '', answer.offeredSecret, 'from the challenge')
    return
  }
  if (answer?.confirmation === undefined) throw new AppError('UNPROCESSABLE', 'This delivery asks for nothing that could be accepted.')
  await confirm(answer.confirmation.url, parts.send)
}

/** The scheme has checked the address against the provider's own hosts; redirects are not followed. */
async function confirm(url: string, send: Send): Promise<void> {
  const { outcome } = await send({
    url,
    method: 'GET',
    headers: [],
    body: new Uint8Array(0),
    timeoutMs: confirmDeadlineMs,
    verifyTls: true,
    allowRemote: true
  })
  if (outcome.kind === 'responded' && outcome.status >= 200 && outcome.status < 300) return
  const why = outcome.kind === 'responded' ? `It answered ${outcome.status}.` : outcome.detail
  throw new AppError(
    'UNPROCESSABLE',
    `The subscription could not be confirmed. ${why} Check the connection, or confirm it at the provider.`
  )
}

async function answerOf(detail: DeliveryDetail, { store, endpoints }: HandshakeParts): Promise<HandshakeAnswer | undefined> {
  const endpoint = endpoints.find(detail.endpointId ?? '')
  if (endpoint?.scheme.handshake === undefined) return undefined
  const { body } = await store.getDeliveryBytes(detail.id)
  const { method, url, headers } = detail
  return endpoint.scheme.handshake({ method, url, headers, body }, endpoint.secrets, endpoint.settings)
}
