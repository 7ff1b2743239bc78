/** Microsoft Graph change notifications. */
import { bodyFields, fieldAt, parseJson } from '../body-fields.ts'
import { missingHeader, type Failure } from '../failure.ts'
import { textAnswer } from '../handshake.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'
import { queryOf, tokenClaim } from '../token-scheme.ts'

const place = 'clientState in the body'

export const scheme: Scheme = signatureScheme(
  {
    id: 'microsoft-graph',
    label: 'Microsoft Graph',
    group: 'Cloud',
    docsUrl: 'https://learn.microsoft.com/graph/change-notifications-delivery-webhooks',
    signatureHeaders: [],
    signsWholeBody: false,
    secretHint: 'The clientState given when the subscription was made, up to 128 characters.',
    success: 'Any 2xx (202 is advised) within 3 s. An endpoint with 10 % of its answers slower than 2.9 s is throttled.',
    answerWithinSeconds: 3,
    acknowledgement: { status: 202, headers: [], body: '' },
    retries: {
      delaysSeconds: [60, 300, 900, 1800, 3600, 7200],
      summary: 'Several times for up to 4 h. The times here are an approximation.',
      source: 'https://learn.microsoft.com/graph/change-notifications-delivery-webhooks',
      readOn: '2026-11'
    },
    handshakeSummary: 'POST ?validationToken=…: the token is sent back as plain text, within 10 s.',
    notes: ['Nothing is signed; the tokens and the encryption of rich notifications are not checked.'],
    detect: (_headers, body) =>
      bodyFields(body, [
        ['value', 0, 'subscriptionId'],
        ['value', 0, 'changeType']
      ]).every((field) => field !== undefined),
    identify: identifyBy({
      id: [{ path: 'value.0.id' }, { path: 'value.0.subscriptionId' }],
      idParts: [{ path: 'value.0.subscriptionId' }],
      type: [{ path: 'value.0.changeType' }]
    }),
    handshake: (request) => {
      const token = request.method === 'POST' ? queryOf(request.url).get('validationToken') : null
      return token === null ? undefined : textAnswer(token, 'Microsoft Graph checked the address with a token.')
    },
    rewrite: (request, secret) => (secret === '' ? undefined : withClientState(request, secret)),
    sign: () => [],
    samples: [
      jsonSample('created', 'Something was created', ({ id }) => ({
        value: [
          {
            id,
            subscriptionId: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07',
            changeType: 'created',
            clientState: '',
            resource: 'Users/sample/Messages/AAMkAGUwNjQ4',
            tenantId: '84bd8158-6d4d-4958-8b9f-9d6445542f95'
          }
        ]
      }))
    ]
  },
  { claim, isSigned: (request) => !('status' in claim(request)), signatureName: () => place }
)

/** Every notification of a delivery must bear the state. */
function claim(request: SignedRequest): Claim | Failure {
  const states = (itemsOf(request.body) ?? []).map((item) => fieldAt(item, ['clientState']))
  const texts = states.filter((state) => typeof state === 'string')
  return texts.length === 0 || texts.length < states.length ? missingHeader(place) : tokenClaim(texts)
}

function withClientState(request: SignedRequest, clientState: string): SignedRequest | undefined {
  const body = parseJson(request.body)
  const items = itemsOf(request.body)
  if (typeof body !== 'object' || items === undefined) return undefined
  const value = items.map((item) => (typeof item === 'object' ? { ...item, clientState } : item))
  return { ...request, body: Buffer.from(JSON.stringify({ ...body, value })) }
}

function itemsOf(body: Uint8Array): readonly unknown[] | undefined {
  const items = fieldAt(parseJson(body), ['value'])
  return Array.isArray(items) ? items : undefined
}
