/** Meta: Facebook, Instagram and Messenger. */
import { bodyFields } from '../body-fields.ts'
import { bodyHmacScheme } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { answerHubChallenge, parseHubOptions, verifyTokenOption } from '../hub-challenge.ts'
import { identifyBy } from '../identity.ts'
import type { EventIdentity, Scheme, SignedRequest } from '../scheme.ts'

const value = 'entry.0.changes.0.value'
const messaging = 'entry.0.messaging.0'

const identify = identifyBy({
  id: [
    { path: `${messaging}.message.mid` },
    { path: `${messaging}.postback.mid` },
    { path: `${value}.leadgen_id` },
    { path: `${value}.comment_id` },
    { path: `${value}.id` }
  ],
  // A comment is added, edited and removed, and several people react to it.
  idParts: ['item', 'verb', 'from.id', 'created_time'].map((name) => ({ path: `${value}.${name}` })),
  type: [{ path: 'object' }],
  action: { path: 'entry.0.changes.0.field' }
})

/** What Messenger and Instagram send names no field: what it holds tells by which field it is subscribed. */
const messagingFields: readonly (readonly [string, readonly (string | number)[]])[] = [
  ['message_echoes', ['message', 'app_id']],
  ['messages', ['message', 'mid']],
  ['messaging_postbacks', ['postback', 'payload']],
  ['message_deliveries', ['delivery', 'watermark']],
  ['message_reads', ['read', 'watermark']],
  ['message_reactions', ['reaction', 'mid']],
  ['messaging_referrals', ['referral', 'source']]
]

function identifyMeta(request: SignedRequest): EventIdentity {
  const identity = identify(request)
  if (identity.eventType !== 'page' && identity.eventType !== 'instagram') return identity
  const found = bodyFields(
    request.body,
    messagingFields.map(([, path]) => ['entry', 0, 'messaging', 0, ...path])
  )
  const field = messagingFields[found.findIndex((text) => text !== undefined)]?.[0]
  return field === undefined ? identity : { ...identity, eventType: `${identity.eventType}.${field}` }
}

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'meta',
    label: 'Meta (Facebook, Instagram, Messenger)',
    group: 'Chat',
    docsUrl: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
    secretHint: 'The app secret from the basic settings of the app, 32 hex digits.',
    optionFields: [verifyTokenOption],
    parseOptions: parseHubOptions,
    rotation: 'Reset the app secret in the app settings; keep both here meanwhile.',
    success: 'HTTP 200, quickly; about 5 s are commonly reported.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [0, 60, 600, 3600, 10_800, 21_600, 43_200, 50_400],
      summary: 'At once, then less and less often for 36 h. The times here are an approximation.',
      source: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
      readOn: '2026-11'
    },
    handshakeSummary:
      'GET with hub.mode, hub.verify_token and hub.challenge: the challenge is sent back when the verify token is right, else 403.',
    notes: ['The bytes are signed with \\u escapes and "\\/" as they are sent: writing the JSON anew breaks the signature.'],
    detect: (headers, body) =>
      hasHeader(headers, 'X-Hub-Signature-256') &&
      !hasHeader(headers, 'X-GitHub-Event') &&
      bodyFields(body, [['object'], ['entry', 0, 'id']])[0] !== undefined &&
      bodyFields(body, [['object']])[0] !== 'whatsapp_business_account',
    identify: identifyMeta,
    handshake: answerHubChallenge
  },
  { header: 'X-Hub-Signature-256', prefix: 'sha256=', algorithm: 'sha256', encoding: 'hex' }
)
