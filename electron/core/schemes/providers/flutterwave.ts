/** Flutterwave: version 4 signs, version 3 sends the secret hash along. */
import { claimBodyHmac, signBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme } from '../signature-scheme.ts'
import { claimHeaderToken } from '../token-scheme.ts'

const rule: BodyHmacRule = { header: 'flutterwave-signature', algorithm: 'sha256', encoding: 'base64' }
const tokenHeader = 'verif-hash'

export const scheme: Scheme = signatureScheme(
  {
    id: 'flutterwave',
    label: 'Flutterwave',
    group: 'Payments',
    docsUrl: 'https://developer.flutterwave.com/docs/webhooks',
    signatureHeaders: [rule.header, tokenHeader],
    secretHint: 'The secret hash typed into the webhook settings, any text; not an API key.',
    success: 'HTTP 200, as commonly reported within 60 s.',
    answerWithinSeconds: 60,
    retries: {
      delaysSeconds: [1800, 1800, 1800],
      summary: 'As commonly reported: 3 times, 30 min apart, where retries are switched on.',
      source: 'https://developer.flutterwave.com/docs/webhooks',
      readOn: '2026-11'
    },
    notes: ['Version 3 signs nothing: whoever reads one delivery can write another.'],
    detect: (headers) => hasHeader(headers, rule.header) || hasHeader(headers, tokenHeader),
    identify: identifyBy({ id: [{ path: 'id' }, { path: 'data.id' }], type: [{ path: 'type' }, { path: 'event' }] }),
    sign: (request, secret, now) => {
      if (!sendsToken(request)) return signBodyHmac(rule, request, secret, now)
      return secret === '' ? [] : [[tokenHeader, secret]]
    },
    samples: [
      jsonSample('charge.completed', 'A charge was completed', ({ id, now }) => ({
        id: `wbk_${id}`,
        timestamp: now,
        type: 'charge.completed',
        data: { id: 'chg_sample', amount: 200, currency: 'KES', status: 'succeeded' }
      }))
    ]
  },
  {
    claim: (request) => (sendsToken(request) ? claimHeaderToken(request, tokenHeader) : claimBodyHmac(rule, request)),
    signatureName: () => 'The Flutterwave signature or hash'
  }
)

/** A signature is stronger than a token: where one came, it decides. */
function sendsToken({ headers }: SignedRequest): boolean {
  return hasHeader(headers, tokenHeader) && !hasHeader(headers, rule.header)
}
