/** Linear. */
import { fieldAt, parseJson } from '../body-fields.ts'
import { claimBodyHmac, signBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { timestampFailure } from '../failure.ts'
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
    answerWithinSeconds: 5,
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
    rewrite: (request, secret, now) => {
      const body = secret === '' ? undefined : withTimestamp(request.body, now)
      return body === undefined ? undefined : { ...request, body }
    },
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
  {
    claim,
    afterMatch: ({ time }) =>
      time === undefined ? timestampFailure('missing_header', 'The body has no webhookTimestamp, so its age cannot be told.') : undefined
  }
)

function claim(request: SignedRequest) {
  const read = claimBodyHmac(rule, request)
  const time = 'status' in read ? undefined : bodyTime(request.body)
  return 'status' in read || time === undefined ? read : { ...read, time }
}

/** The time in the body, signed with the rest of it. */
function bodyTime(body: Uint8Array): ClaimedTime | undefined {
  const value = fieldAt(parseJson(body), ['webhookTimestamp'])
  return typeof value === 'number' ? parseTime(String(value), 'milliseconds') : undefined
}

/** Writes the time into a body and changes no other byte of it; nothing when the body is no JSON object. */
function withTimestamp(body: Uint8Array, now: number): Uint8Array | undefined {
  const value = parseJson(body)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const text = Buffer.from(body).toString('latin1')
  const field = `"webhookTimestamp":${Math.floor(now)}`
  if (bodyTime(body) !== undefined) return Buffer.from(text.replace(/"webhookTimestamp"\s*:\s*\d+/, field), 'latin1')
  const end = text.lastIndexOf('}')
  return Buffer.from(`${text.slice(0, end)}${Object.keys(value).length === 0 ? '' : ','}${field}${text.slice(end)}`, 'latin1')
}
