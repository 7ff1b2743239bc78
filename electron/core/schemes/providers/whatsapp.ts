/** WhatsApp Cloud API, which signs as Meta's other products do. */
import { bodyFields } from '../body-fields.ts'
import { bodyHmacScheme } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { answerHubChallenge, parseHubOptions, verifyTokenOption } from '../hub-challenge.ts'
import { identifyBy } from '../identity.ts'
import type { Scheme } from '../scheme.ts'

const change = 'entry.0.changes.0'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'whatsapp',
    label: 'WhatsApp Cloud API',
    group: 'Chat',
    docsUrl: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview',
    secretHint: 'The app secret from the basic settings of the Meta app, 32 hex digits.',
    optionFields: [verifyTokenOption],
    parseOptions: parseHubOptions,
    success: 'HTTP 200.',
    retries: {
      delaysSeconds: [0, 60, 600, 3600, 10_800, 21_600, 43_200, 86_400, 86_400, 86_400, 86_400, 86_400],
      summary: 'Less and less often for up to 7 days. The times here are an approximation.',
      source: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview',
      readOn: '2026-11'
    },
    handshakeSummary:
      'GET with hub.mode, hub.verify_token and hub.challenge: the challenge is sent back when the verify token is right, else 403.',
    notes: ['A payload may have up to 3 MB.'],
    detect: (headers, body) =>
      hasHeader(headers, 'X-Hub-Signature-256') && bodyFields(body, [['object']])[0] === 'whatsapp_business_account',
    identify: identifyBy({
      id: [{ path: `${change}.value.messages.0.id` }, { path: `${change}.value.statuses.0.id` }],
      // One message is sent, delivered and read.
      idParts: [{ path: `${change}.value.statuses.0.status` }],
      type: [{ path: `${change}.field` }],
      action: [{ path: `${change}.value.messages.0.type` }, { path: `${change}.value.statuses.0.status` }]
    }),
    handshake: answerHubChallenge
  },
  { header: 'X-Hub-Signature-256', prefix: 'sha256=', algorithm: 'sha256', encoding: 'hex' }
)
