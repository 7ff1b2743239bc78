/** Sends a request of one's own to an endpoint; Hooklab signs it, as the secret never leaves it. */
import { Agent, request } from 'undici'
import type { Endpoint, HeaderPair, Verdict } from '../../contract/index.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { addressPatienceMs, lookupWithLocalhost } from '../../core/tunnel/localhost-lookup.ts'
import type { Client } from './connect.ts'

export interface OwnRequest {
  readonly endpoint: Endpoint
  readonly method: string
  /** What follows the endpoint's path. */
  readonly path: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  readonly via: 'listener' | 'public'
  readonly signs: boolean
}

export interface Sent {
  readonly status: number
  readonly url: string
  /** Left out when it could not be found among many. */
  readonly deliveryId?: string
  readonly verdict?: Verdict
  /** Why it was not signed. */
  readonly note?: string
}

const answerTimeoutMs = 30_000
const newestLookedAt = 100

/** Errors: UNPROCESSABLE when no answer comes; what signing refuses. */
export async function sendSigned(client: Client, own: OwnRequest): Promise<Sent> {
  const { endpoint, method, path, via, body, signs } = own
  const sentAt = Date.now()
  const bodyBase64 = Buffer.from(body).toString('base64')
  const signed = await client.endpoints.sign({ id: endpoint.id, method, path, via, headers: [...own.headers], bodyBase64 })
  const { url, note } = signed
  const status = await sendOut(url, signs ? signed : { method, headers: own.headers, bodyBase64 })
  const delivery = await findDelivery(client, {
    url,
    method,
    sentAt,
    sizeBytes: Buffer.byteLength(signs ? signed.bodyBase64 : bodyBase64, 'base64')
  })
  return {
    status,
    url,
    ...(delivery === undefined ? {} : { deliveryId: delivery.id, verdict: delivery.verdict }),
    ...(signs && note !== undefined ? { note } : {})
  }
}

interface Outgoing {
  readonly method: string
  readonly headers: readonly HeaderPair[]
  readonly bodyBase64: string
}

async function sendOut(url: string, { method, headers, bodyBase64 }: Outgoing): Promise<number> {
  // A server of the developer's own may give public URLs below localhost, which not every system looks up.
  const dispatcher = new Agent({ connect: { lookup: lookupWithLocalhost, autoSelectFamilyAttemptTimeout: addressPatienceMs } })
  try {
    const response = await request(url, {
      dispatcher,
      method,
      headers: headers.flat(),
      body: Buffer.from(bodyBase64, 'base64'),
      signal: AbortSignal.timeout(answerTimeoutMs)
    })
    await response.body.dump()
    return response.statusCode
  } catch (error) {
    throw new AppError('UNPROCESSABLE', `no answer came from ${url}: ${errorMessage(error)}. A fault may do that; see hooklab list.`, error)
  } finally {
    await dispatcher.destroy()
  }
}

interface Traces {
  readonly url: string
  readonly method: string
  readonly sizeBytes: number
  readonly sentAt: number
}

/** Answered means stored, so it is among the newest unless many others came at the same moment. */
async function findDelivery(client: Client, { url, method, sizeBytes, sentAt }: Traces) {
  const { pathname, search } = new URL(url)
  const { items } = await client.deliveries.list({ limit: newestLookedAt })
  return items.findLast(
    (item) => item.url === pathname + search && item.method === method && item.sizeBytes === sizeBytes && item.receivedAt >= sentAt - 1
  )
}
