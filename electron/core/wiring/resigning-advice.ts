/** A delivery as an interface gets it, with what it should say of signing it anew. */
import type { DeliveryDetail } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import { adviseResigning } from '../resend/resigning.ts'
import { readDelivery, type HandshakeParts } from './handshakes.ts'

/** Of a large body only the first part is looked at: what matters stands in headers or early in the body. Errors: NOT_FOUND. */
export async function readWithAdvice(id: string, parts: HandshakeParts & { readonly clock: Clock }): Promise<DeliveryDetail> {
  const detail = await readDelivery(id, parts)
  const { method, url, headers, endpointId } = detail
  const endpoint = endpointId === undefined ? undefined : parts.endpoints.find(endpointId)
  const request = { method, url, headers, body: Buffer.from(detail.body.base64, 'base64') }
  return { ...detail, resigning: adviseResigning(request, endpoint, parts.clock.now()) }
}
