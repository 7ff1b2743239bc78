/** Requests signed by a scheme, changed on the way, and explained. */
import { createHmac } from 'node:crypto'
import type { Explanation, HeaderPair } from '../../../electron/contract/index.ts'
import { explain, type KnownSecret } from '../../../electron/core/schemes/explain/explain.ts'
import { replaceHeaders } from '../../../electron/core/schemes/headers.ts'
import { detectScheme, findScheme, schemes } from '../../../electron/core/schemes/registry.ts'
import type { SignedRequest } from '../../../electron/core/schemes/scheme.ts'

export const now = Date.UTC(2026, 10, 23, 12)
export const text = '{"id":"evt_1","type":"invoice.paid","data":{"amount":1999,"note":"Jürgen","url":"https://a.example/b","list":[1,2]}}'
export const bytes = (value: string): Uint8Array => Buffer.from(value)

export interface Seeded {
  readonly provider: string
  /** The secret the sender used. */
  readonly sender: string
  /** What is stored here; the sender's when left out. */
  readonly stored?: string
  readonly body?: Uint8Array
  readonly options?: Readonly<Record<string, unknown>>
  /** What happens on the way. */
  readonly change?: (request: SignedRequest) => SignedRequest
  readonly signedAt?: number
  readonly others?: readonly KnownSecret[]
  readonly publicUrl?: string
}

export function run(one: Seeded): Explanation {
  const scheme = findScheme(one.provider)
  if (scheme?.sign === undefined) throw new Error(`${one.provider} cannot sign`)
  const settings = { toleranceSeconds: scheme.toleranceSeconds ?? 300, options: scheme.parseOptions(one.options ?? {}) }
  const body = one.body ?? bytes(text)
  const publicUrl = one.publicUrl ?? 'https://hooks.example.com/in?b=2&a=1'
  const plain: SignedRequest = {
    method: 'POST',
    url: '/in?b=2&a=1',
    publicUrl,
    headers: [
      ['Content-Type', 'application/json'],
      ['Host', 'hooks.example.com']
    ],
    body
  }
  const at = one.signedAt ?? now
  const rewritten = { ...plain, ...scheme.rewrite?.(plain, one.sender, at, settings) }
  const signed: SignedRequest = {
    ...rewritten,
    headers: replaceHeaders(rewritten.headers, scheme.sign(rewritten, one.sender, at, settings))
  }
  const request = one.change?.(signed) ?? signed
  const secrets = [{ id: 'sec_here', label: '', value: one.stored ?? one.sender }]
  const verdict = scheme.verify(request, secrets, now, settings)
  return explain({
    verdict,
    endpointId: 'here',
    scheme,
    settings,
    secrets,
    request,
    receivedAt: now,
    now,
    bodyTruncated: false,
    others: one.others ?? [],
    schemes,
    detected: detectScheme(request.headers, request.body),
    publicBases: []
  })
}

export const withBody = (change: (body: string) => string) => (request: SignedRequest) => ({
  ...request,
  body: bytes(change(Buffer.from(request.body).toString()))
})
export const withHeader =
  (name: string, change: (value: string) => string) =>
  (request: SignedRequest): SignedRequest => ({
    ...request,
    headers: request.headers.map(([header, value]): HeaderPair =>
      header.toLowerCase() === name.toLowerCase() ? [header, change(value)] : [header, value]
    )
  })
export const withUrl = (publicUrl: string) => (request: SignedRequest) => ({ ...request, publicUrl })
export const standardSecret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
export const other: KnownSecret = {
  endpointId: 'there',
  endpointName: 'live',
  secret: { id: 'sec_there', label: 'live mode', value: 'whsec_of_live' }
}
export const hmac = (algorithm: string, secret: string, content: string | Uint8Array) =>
  createHmac(algorithm, secret).update(content).digest()
export const indented = bytes(JSON.stringify(JSON.parse(text), undefined, 2))
export const python = bytes('{"id": "evt_1", "data": {"note": "J\\u00fcrgen", "amount": 1.0}}')

/** The same request, as it looks at an endpoint of another scheme with the same secret. */
export function runAt(schemeId: string, one: Seeded): Explanation {
  const scheme = findScheme(schemeId)
  const provider = findScheme(one.provider)
  if (scheme === undefined || provider?.sign === undefined) throw new Error('no such scheme')
  const settings = { toleranceSeconds: 300, options: scheme.parseOptions({}) }
  const plain: SignedRequest = { method: 'POST', url: '/in', headers: [], body: bytes(text) }
  const own = { toleranceSeconds: 300, options: provider.parseOptions({}) }
  const request = { ...plain, headers: provider.sign(plain, one.sender, now, own) }
  const secrets = [{ id: 's', label: '', value: one.sender }]
  const verdict = scheme.verify(request, secrets, now, settings)
  const detected = detectScheme(request.headers, request.body)
  return explain({
    verdict,
    endpointId: 'here',
    scheme,
    settings,
    secrets,
    request,
    receivedAt: now,
    now,
    bodyTruncated: false,
    others: [],
    schemes,
    detected,
    publicBases: []
  })
}

export function resignStandard(request: SignedRequest, sign: (content: Uint8Array) => Buffer): SignedRequest {
  const value = (name: string): string => request.headers.find(([header]) => header.toLowerCase() === name)?.[1] ?? ''
  const content = Buffer.concat([bytes(`${value('webhook-id')}.${value('webhook-timestamp')}.`), request.body])
  return withHeader('webhook-signature', () => `v1,${sign(content).toString('base64')}`)(request)
}
