/** LINE Messaging API. */
import { fieldAt, parseJson } from '../body-fields.ts'
import { bodyHmacScheme, claimBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { emptyAnswer } from '../handshake.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { signerOf } from '../signature-scheme.ts'

const rule: BodyHmacRule = { header: 'x-line-signature', algorithm: 'sha256', encoding: 'base64' }

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'line',
    label: 'LINE',
    group: 'Chat',
    docsUrl: 'https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/',
    secretHint: 'The channel secret of the Messaging API channel.',
    success: 'HTTP 200.',
    retries: {
      delaysSeconds: [60, 300, 1800],
      summary: 'Only where redelivery is switched on for the channel; the times are not published and are an example here.',
      source: 'https://developers.line.biz/en/docs/messaging-api/receiving-messages/',
      readOn: '2026-11'
    },
    notes: ['A redelivery says so in deliveryContext.isRedelivery.'],
    handshakeSummary: '"Verify" in the console sends a signed, empty list of events; answered with 200.',
    handshake: (request, secrets) => {
      const events = fieldAt(parseJson(request.body, 65_536), ['events'])
      if (!Array.isArray(events) || events.length > 0 || signerOf(claimBodyHmac(rule, request), secrets) === 'wrong') return undefined
      return emptyAnswer(200, 'LINE checked that the address answers.')
    },
    identify: identifyBy({ id: [{ path: 'events.0.webhookEventId' }], type: [{ path: 'events.0.type' }] }),
    samples: [
      jsonSample('message', 'A message came', ({ id, now }) => ({
        destination: 'Usample',
        events: [
          {
            type: 'message',
            mode: 'active',
            timestamp: now,
            webhookEventId: id,
            deliveryContext: { isRedelivery: false },
            source: { type: 'user', userId: 'Usample' },
            message: { id: '444573844083572737', type: 'text', text: 'Hello' }
          }
        ]
      }))
    ]
  },
  rule
)
