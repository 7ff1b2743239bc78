/** Xero. */
import { bodyHmacScheme, claimBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { fieldAt, parseJson } from '../body-fields.ts'
import { emptyAnswer } from '../handshake.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { signerOf } from '../signature-scheme.ts'

const rule: BodyHmacRule = { header: 'x-xero-signature', algorithm: 'sha256', encoding: 'base64' }

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'xero',
    label: 'Xero',
    group: 'Accounting',
    docsUrl: 'https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/',
    secretHint: 'The webhook key from the app settings. It looks like base64 but is used as it stands.',
    success: 'HTTP 200 with an empty body and no cookies within 5 s.',
    answerWithinSeconds: 5,
    rejectionStatus: 401,
    acknowledgement: { status: 200, headers: [], body: '' },
    retries: {
      delaysSeconds: [60, 300, 1800, 7200, 21_600, 43_200],
      summary: 'As commonly reported: less and less often for up to 24 h. The times here are an approximation.',
      source: 'https://developer.xero.com/documentation/guides/webhooks/configuring-your-server/',
      readOn: '2026-11'
    },
    handshakeSummary: 'Intent to receive: several requests, some wrongly signed on purpose; answered with 200 and 401 and an empty body.',
    identify: identifyBy({
      id: [{ path: 'lastEventSequence' }],
      type: [{ path: 'events.0.eventCategory' }],
      action: { path: 'events.0.eventType' }
    }),
    handshake: (request, secrets) => {
      const events = fieldAt(parseJson(request.body, 65_536), ['events'])
      if (!Array.isArray(events) || events.length > 0) return undefined
      const claim = claimBodyHmac(rule, request)
      if ('status' in claim && claim.reason === 'missing_header') return undefined
      if (signerOf(claim, secrets) === 'wrong') return emptyAnswer(401, 'Xero sent a wrong signature on purpose, and got its 401.')
      return emptyAnswer(200, 'Xero asked for the intent to receive.')
    },
    samples: [
      jsonSample('INVOICE.UPDATE', 'An invoice was changed', (event) => ({
        events: [
          {
            resourceUrl: 'https://api.xero.com/api.xro/2.0/Invoices/SAMPLE',
            resourceId: event.id,
            eventDateUtc: inIso(event),
            eventType: 'UPDATE',
            eventCategory: 'INVOICE',
            tenantType: 'ORGANISATION'
          }
        ],
        firstEventSequence: 1,
        lastEventSequence: 1,
        entropy: 'S0m3r4Nd0mt3xt'
      }))
    ]
  },
  rule
)
