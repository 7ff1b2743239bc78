/** The self-test: a signed sample goes out to the public URL, and each station on its way is told, or where it stopped. */
import { randomBytes } from 'node:crypto'
import type { DeliveryDetail, HeaderPair, SelfTest, Tunnel } from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { ReadyEndpoint } from '../endpoints/endpoints.ts'
import { AppError } from '../errors.ts'
import type { SampleRequest } from '../samples/build-sample.ts'
import type { Samples } from '../samples/open-samples.ts'
import { chooseEndpoint, withCredentials } from '../samples/send-sample.ts'
import type { Store } from '../store/store.ts'
import { selfTestHeader, type Exposure } from '../exposure/exposure.ts'
import { tellHops } from './self-test-hops.ts'
import { traceRequest } from './trace-request.ts'

export interface SelfTestOptions {
  readonly store: Pick<Store, 'listDeliveries' | 'getDelivery'>
  readonly clock: Clock
  readonly samples: Pick<Samples, 'build'>
  /** All endpoints, in their order. */
  readonly endpoints: () => readonly ReadyEndpoint[]
  readonly tunnel: () => Pick<Tunnel, 'state' | 'publicUrl'>
  /** The credentials that a legal caller has, and which rule refused a test. */
  readonly exposure: Pick<Exposure, 'credentials' | 'refusalOfTest'>
}

/**
 * Runs one. It may run in every state that has a public URL: where a request stops is of most use when the proof fails.
 * Errors: CONFLICT when there is no public URL or no endpoint is on; NOT_FOUND for an unknown endpoint.
 */
export type RunSelfTest = (input: { readonly endpointId?: string | undefined }) => Promise<SelfTest>

const deadlineMs = 15_000
const newestLookedAt = 100

export function createSelfTest(options: SelfTestOptions): RunSelfTest {
  return async ({ endpointId }) => {
    const { clock } = options
    const base = options.tunnel().publicUrl
    if (base === undefined) throw new AppError('CONFLICT', 'There is no public URL to test. Open the tunnel first.')
    const endpoint = chooseEndpoint(options.endpoints(), undefined, endpointId)
    const at = clock.now()
    const sample = await options.samples.build(endpoint, { base, now: at })
    const nonce = randomBytes(12).toString('hex')
    const url = base + sample.url
    const cut = new AbortController()
    const cancel = clock.after(deadlineMs, () => cut.abort(new DOMException('No answer came', 'TimeoutError')))
    const { method, body } = sample
    const marks: readonly HeaderPair[] = [
      ['User-Agent', 'hooklab-self-test/1'],
      [selfTestHeader, nonce]
    ]
    const headers = withCredentials([...sample.headers, ...marks], options.exposure.credentials)
    const startedAt = clock.now()
    const trace = await traceRequest({ url, method, headers, body, signal: cut.signal })
    cancel()
    const delivery = await findDelivery({ nonce, sample, endpointId: endpoint.row.id, since: at }, options)
    const { hops, stopped } = tellHops({ url, startedAt, trace, delivery, endpoint, refusedBy: options.exposure.refusalOfTest(nonce) })
    return {
      at,
      passed: stopped === undefined,
      summary: stopped?.text ?? `A ${sample.signed ? 'signed ' : ''}sample went through ${base} and back.`,
      url,
      totalMs: trace.endedMs,
      // The listener's clock counts whole milliseconds, which may seem to end after the answer.
      hops: hops.map((hop) => (hop.atMs === undefined ? hop : { ...hop, atMs: Math.min(hop.atMs, trace.endedMs) })),
      ...(delivery !== undefined && { deliveryId: delivery.id })
    }
  }
}

interface Sent {
  readonly nonce: string
  readonly sample: SampleRequest
  readonly endpointId: string
  readonly since: number
}

/** Answered means stored, so it is there once an answer came; it may be there without one. */
async function findDelivery({ nonce, sample, endpointId, since }: Sent, options: SelfTestOptions): Promise<DeliveryDetail | undefined> {
  const { store, clock } = options
  const { items } = await store.listDeliveries({ limit: newestLookedAt, now: clock.now() })
  const alike = items.filter((item) => item.endpointId === endpointId && item.url === sample.url && item.receivedAt >= since)
  for (const { id } of alike) {
    const detail = await store.getDelivery(id)
    if (detail.headers.some(([name, value]) => name.toLowerCase() === selfTestHeader && value === nonce)) return detail
  }
  return undefined
}
