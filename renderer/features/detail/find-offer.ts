/** Whether a delivery's provider is one that nothing is set up for, and what setting it up would change. */
import type { DeliveryDetail, Endpoint, SchemeInfo } from '../../../electron/contract/index.ts'

/** What an endpoint for the provider has; the rest stays, or is the default. */
interface EndpointFields {
  readonly scheme: string
  readonly schemeOptions: Record<string, never>
  readonly toleranceSeconds?: number
  readonly requireJson?: boolean
}

export type Offer = { readonly scheme: SchemeInfo; readonly fields: EndpointFields } & (
  { readonly kind: 'update'; readonly endpoint: Endpoint } | { readonly kind: 'create'; readonly path: string }
)

export interface OfferFacts {
  readonly delivery: Pick<DeliveryDetail, 'provider' | 'endpointId' | 'url' | 'headers'>
  readonly endpoints: readonly Endpoint[]
  readonly schemes: readonly SchemeInfo[]
  /** Whether an endpoint may be at this path. */
  readonly isPath: (path: string) => boolean
}

/** Nothing when the developer has chosen already: another scheme, a secret, or an endpoint at that path. */
export function findOffer({ delivery, endpoints, schemes, isPath }: OfferFacts): Offer | undefined {
  const scheme = delivery.provider === 'generic' ? undefined : schemes.find(({ id }) => id === delivery.provider)
  if (scheme === undefined) return undefined
  const fields = fieldsFor(scheme, delivery)
  if (delivery.endpointId === undefined) {
    const path = delivery.url.split('?', 1)[0] ?? ''
    const bare = path.replace(/(.)\/+$/, '$1')
    const isTaken = endpoints.some((endpoint) => endpoint.path === bare)
    return isTaken || !isPath(path) ? undefined : { kind: 'create', scheme, fields, path: bare }
  }
  const endpoint = endpoints.find(({ id }) => id === delivery.endpointId)
  if (endpoint === undefined || endpoint.scheme !== 'generic' || endpoint.secrets.length > 0) return undefined
  return { kind: 'update', scheme, fields, endpoint }
}

/** What to do next about the secret. */
export function secretRemark({ secretRequired, secretHint }: SchemeInfo): string {
  return secretRequired ? `Now add its signing secret. ${secretHint}` : secretHint
}

function fieldsFor({ id, toleranceSeconds }: SchemeInfo, { headers }: OfferFacts['delivery']): EndpointFields {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  // A provider that sends forms would be refused for not being JSON.
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)
  return {
    scheme: id,
    schemeOptions: {},
    ...(toleranceSeconds === undefined ? {} : { toleranceSeconds }),
    ...(isForm ? { requireJson: false } : {})
  }
}
