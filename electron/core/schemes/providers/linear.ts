/** Linear. */
import { fieldAt, parseJson } from '../body-fields.ts'
import { claimBodyHmac, signBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme } from '../signature-scheme.ts'
import { parseTime, type ClaimedTime } from '../timestamps.ts'

const rule: BodyHmacRule = { header: 'Linear-Signature', algorithm: 'sha256', encoding: 'hex' }

export const scheme: Scheme = signatureScheme(
  {
    id: 'linear',
    label: 'Linear',
    group: 'Work',
    docsUrl: 'https://linear.app/developers/webhooks',
    signatureHeaders: [rule.header],
    secretHint: 'The webhook\'s signing secret, "lin_wh_" and more.',
    toleranceSeconds: 60,
    success: 'HTTP 200 within 5 s.',
    retries: {
      delaysSeconds: [60, 3600, 21_600],
      summary: 'As commonly reported: 3 times, after 1 min, 1 h and 6 h. A webhook that keeps failing is switched off.',
      source: 'https://linear.app/developers/webhooks',
      readOn: '2026-11'
    },
    notes: ['The time is in the signed body, as webhookTimestamp in milliseconds; the header Linear-Timestamp is not signed and not used.'],
    detect: (headers) => hasHeader(headers, rule.header),
    identify: identifyBy({
      id: [{ header: 'Linear-Delivery' }],
      type: [{ path: 'type' }, { header: 'Linear-Event' }],
      action: { path: 'action' }
    }),
    rewrite: (request, secret, now) => (secret === '' ? undefined : { ...request, body: withTimestamp(request.body, now) }),
    sign: (request, secret, now) => signBodyHmac(rule, request, secret, now),
    samples: [
      jsonSample(
        'Issue.create',
        'An issue was created',
        (event) => ({
          action: 'create',
          type: 'Issue',
          createdAt: inIso(event),
          data: { id: event.id, title: 'Hello', number: 1, teamId: '72b2a2dc-6f4f-4423-9d34-24b5bd10634a' },
          webhookTimestamp: event.now,
          webhookId: '000042e3-d123-4980-b49f-8e140eef9329'
        }),
        ({ id }) => [
          ['Linear-Delivery', id],
          ['Linear-Event', 'Issue']
        ]
      )
    ]
  },
  { claim }
)

function claim(request: SignedRequest) {
  const read = claimBodyHmac(rule, request)
  const time = 'status' in read ? undefined : bodyTime(request.body)
  return 'status' in read || time === undefined ? read : { ...read, time }
}

/** The time of a body that has one; a body without is no event of Linear's, and its signature alone decides. */
function bodyTime(body: Uint8Array): ClaimedTime | undefined {
  const value = fieldAt(parseJson(body), ['webhookTimestamp'])
  return typeof value === 'number' ? parseTime(String(value), 'milliseconds') : undefined
}

/** Replaces the digits of the time and nothing else, so that every other byte stays. */
function withTimestamp(body: Uint8Array, now: number): Uint8Array {
  const text = Buffer.from(body).toString('latin1')
  return Buffer.from(text.replace(/("webhookTimestamp"\s*:\s*)\d+/, `$1${Math.floor(now)}`), 'latin1')
}
