/** Signs a request of the developer's own with an endpoint's secret, which stays inside. */
import type { OwnSignedRequest, RequestToSign } from '../../contract/index.ts'
import { resign } from '../schemes/resign.ts'
import type { ReadyEndpoint } from './endpoints.ts'

export interface SignContext {
  /** Listener or public URL, without a trailing slash. */
  readonly base: string
  /** Epoch ms. */
  readonly now: number
}

/** The request as the endpoint's provider would send it now; unsigned, with the reason, where it can't be signed. Never throws. */
export function signRequest(endpoint: ReadyEndpoint, input: RequestToSign, { base, now }: SignContext): OwnSignedRequest {
  const { row, scheme, settings, secrets } = endpoint
  const url = row.path === '/' && input.path.startsWith('/') ? input.path : row.path + input.path
  const request = {
    method: input.method,
    url,
    publicUrl: base + url,
    headers: input.headers,
    body: Buffer.from(input.bodyBase64, 'base64')
  }
  const [secret] = secrets
  const signed = secret === undefined ? undefined : resign(scheme, request, secret.value, { now, settings })
  const result = signed ?? request
  return {
    url: base + result.url,
    method: result.method,
    headers: [...result.headers],
    bodyBase64: Buffer.from(result.body).toString('base64'),
    signed: signed !== undefined,
    ...(signed === undefined ? { note: whyUnsigned(endpoint) } : {})
  }
}

function whyUnsigned({ row, scheme, secrets }: ReadyEndpoint): string {
  if (secrets.length === 0) return `The endpoint ${row.name} has no secret to sign with.`
  if (scheme.sign === undefined) return `Only ${scheme.label} has the key that signs its requests.`
  return `The first secret of the endpoint ${row.name} cannot sign such a request for ${scheme.label}.`
}
