/** Adyen: standard notifications are signed item by item in the body, platform and management webhooks by a header. */
import { fieldAt, parseJson } from '../body-fields.ts'
import { claimBodyHmac, signBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { decodeHex } from '../encoding.ts'
import { failure, missingHeader, unfitSecret, type Failure } from '../failure.ts'
import { textAnswer } from '../handshake.ts'
import { hasHeader, headerValue } from '../headers.ts'
import { hmacClaim, hmacText } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'

const rule: BodyHmacRule = { header: 'HmacSignature', algorithm: 'sha256', encoding: 'base64', keyOf: decodeHex }
const item = 'notificationItems.0.NotificationRequestItem'

export const scheme: Scheme = signatureScheme(
  {
    id: 'adyen',
    label: 'Adyen',
    group: 'Payments',
    docsUrl: 'https://docs.adyen.com/development-resources/webhooks/secure-webhooks/verify-hmac-signatures',
    signatureHeaders: [rule.header],
    signsWholeBody: false,
    secretHint: 'The HMAC key from the customer area, 64 hex digits. It is decoded before use.',
    rotation: 'A new key takes effect later: keep both here until then.',
    success: '"[accepted]" for standard notifications or any 2xx, within 10 s.',
    answerWithinSeconds: 10,
    acknowledgement: { status: 200, headers: [['Content-Type', 'text/plain']], body: '[accepted]' },
    retries: {
      delaysSeconds: [120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800],
      summary: 'As commonly reported: after 2, 5, 10, 15 and 30 min, 1, 2, 4 and 8 h, then every 8 h for 7 days.',
      source: 'https://docs.adyen.com/development-resources/webhooks/',
      readOn: '2026-11'
    },
    handshakeSummary: 'An empty standard notification is answered with "[accepted]".',
    notes: [
      'Of a standard notification eight fields are signed; the rest of the JSON can change unnoticed.',
      'Those fields are joined by ":" without escaping, so a ":" can move from one to the next.'
    ],
    checkSecret: (value) => (/^[0-9a-f]{64}$/i.test(value.trim()) ? undefined : 'An HMAC key of Adyen has 64 hex digits.'),
    detect: (headers, body) => hasHeader(headers, rule.header) || itemsOf(body) !== undefined,
    identify: identifyBy({
      id: [{ path: `${item}.pspReference` }, { path: 'data.id' }, { path: 'id' }],
      idParts: [{ path: `${item}.eventCode` }],
      type: [{ path: `${item}.eventCode` }, { path: 'type' }]
    }),
    handshake: (request) =>
      itemsOf(request.body)?.length === 0 ? textAnswer('[accepted]', 'Adyen sent an empty notification.') : undefined,
    rewrite,
    sign: (request, secret, now) => (isStandard(request) ? [] : [...signBodyHmac(rule, request, secret, now)]),
    samples: [
      jsonSample('AUTHORISATION', 'A payment was authorised', (event) => ({
        live: 'false',
        notificationItems: [
          {
            NotificationRequestItem: {
              additionalData: { hmacSignature: '' },
              amount: { currency: 'EUR', value: 1999 },
              eventCode: 'AUTHORISATION',
              eventDate: inIso(event),
              merchantAccountCode: 'SampleMerchant',
              merchantReference: 'order-0001',
              pspReference: event.id,
              success: 'true'
            }
          }
        ]
      }))
    ]
  },
  {
    claim: (request) => (isStandard(request) ? claimItems(itemsOf(request.body) ?? []) : claimPlatform(request)),
    isSigned: (request) =>
      hasHeader(request.headers, rule.header) || (itemsOf(request.body) ?? []).some((entry) => signatureOf(entry) !== ''),
    signatureName: () => 'The Adyen signature'
  }
)

function isStandard(request: SignedRequest): boolean {
  return !hasHeader(request.headers, rule.header) && itemsOf(request.body) !== undefined
}

function claimPlatform(request: SignedRequest): Claim | Failure {
  const protocol = headerValue(request.headers, 'Protocol') ?? 'HmacSHA256'
  if (protocol !== 'HmacSHA256') return failure('unsupported_algorithm', 'The header Protocol is not "HmacSHA256".')
  return claimBodyHmac(rule, request)
}

/** Every item must be signed rightly, or the whole delivery is not. */
function claimItems(items: readonly unknown[]): Claim | Failure {
  const claims = items.map((entry) => hmacClaim(rule, { signatures: [signatureOf(entry)], contents: [[signedText(entry)]] }))
  if (claims.length === 0 || items.some((entry) => signatureOf(entry) === '')) return missingHeader('additionalData.hmacSignature')
  return {
    signatures: claims.flatMap(({ signatures }) => signatures),
    contents: claims.flatMap(({ contents }) => contents),
    expected: (secret) => claims[0]?.expected?.(secret),
    matches: (secret) => {
      const answers = claims.map((one) => one.matches(secret))
      return answers.includes(unfitSecret) ? unfitSecret : answers.every((answer) => answer === true)
    }
  }
}

function rewrite(request: SignedRequest, secret: string): SignedRequest | undefined {
  if (hmacText(rule, secret, []) === undefined) return undefined
  if (!isStandard(request)) return request
  const body = parseJson(request.body)
  const notificationItems = (itemsOf(request.body) ?? []).map((entry) => withSignature(entry, secret))
  return typeof body === 'object' && body !== null
    ? { ...request, body: Buffer.from(JSON.stringify({ ...body, notificationItems })) }
    : undefined
}

function withSignature(entry: unknown, secret: string): unknown {
  const request = objectAt(entry, 'NotificationRequestItem')
  const additionalData = { ...objectAt(request, 'additionalData'), hmacSignature: hmacText(rule, secret, [signedText(entry)]) }
  return { ...objectAt({ entry }, 'entry'), NotificationRequestItem: { ...request, additionalData } }
}

function objectAt(value: unknown, key: string): object {
  const found = fieldAt(value, [key])
  return typeof found === 'object' && found !== null ? found : {}
}

function itemsOf(body: Uint8Array): readonly unknown[] | undefined {
  const items = fieldAt(parseJson(body), ['notificationItems'])
  return Array.isArray(items) ? items : undefined
}

function signatureOf(entry: unknown): string {
  const found = fieldAt(entry, ['NotificationRequestItem', 'additionalData', 'hmacSignature'])
  return typeof found === 'string' ? found : ''
}

function signedText(entry: unknown): string {
  const request = fieldAt(entry, ['NotificationRequestItem'])
  const paths = [
    ['pspReference'],
    ['originalReference'],
    ['merchantAccountCode'],
    ['merchantReference'],
    ['amount', 'value'],
    ['amount', 'currency'],
    ['eventCode'],
    ['success']
  ]
  return paths
    .map((path) => fieldAt(request, path))
    .map((value) => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''))
    .join(':')
}
