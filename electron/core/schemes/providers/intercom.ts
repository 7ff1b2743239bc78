/** Intercom. */
import { bodyFields } from '../body-fields.ts'
import { bodyHmacScheme, claimBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { emptyAnswer } from '../handshake.ts'
import { headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { signerOf } from '../signature-scheme.ts'

const rule: BodyHmacRule = { header: 'X-Hub-Signature', prefix: 'sha1=', algorithm: 'sha1', encoding: 'hex' }

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'intercom',
    label: 'Intercom',
    group: 'Chat',
    docsUrl: 'https://developers.intercom.com/docs/webhooks',
    secretHint: "The app's client secret.",
    success: 'HTTP 200, as commonly reported within 5 s. 410 switches the webhook off.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [60],
      summary: 'As commonly reported: once, after 1 min.',
      source: 'https://developers.intercom.com/docs/webhooks',
      readOn: '2026-11'
    },
    handshakeSummary: 'A HEAD request when the address is saved, then a notification of the topic "ping"; both are answered with 200.',
    notes: ['SHA-1 is the only algorithm that Intercom offers.'],
    detect: (headers, body) => headerValue(headers, rule.header)?.startsWith('sha1=') === true && isNotification(body),
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'topic' }] }),
    handshake: (request, secrets) => {
      if (request.method === 'HEAD') return emptyAnswer(200, 'Intercom checked that the address answers.')
      const [topic] = isNotification(request.body) ? bodyFields(request.body, [['topic']]) : []
      if (topic !== 'ping' || signerOf(claimBodyHmac(rule, request), secrets) === 'wrong') return undefined
      return emptyAnswer(200, 'Intercom sent its ping.')
    },
    samples: [
      jsonSample('conversation.user.created', 'A conversation was started', (event) => ({
        type: 'notification_event',
        app_id: 'sample',
        data: { type: 'notification_event_data', item: { type: 'conversation', id: '1' } },
        id: `notif_${event.id}`,
        topic: 'conversation.user.created',
        delivery_attempts: 1,
        created_at: inSeconds(event)
      }))
    ]
  },
  rule
)

function isNotification(body: Uint8Array): boolean {
  return bodyFields(body, [['type']])[0] === 'notification_event'
}
