/** Slack: events, interactions and slash commands. */
import { parseJson, textAt } from '../body-fields.ts'
import { bodyHmacScheme, claimBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { formFieldBytes } from '../form.ts'
import { jsonAnswer } from '../handshake.ts'
import { identifyBy } from '../identity.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { HandshakeAnswer, Scheme, SchemeSecret, SignedRequest } from '../scheme.ts'
import { signerOf } from '../signature-scheme.ts'

const rule: BodyHmacRule = {
  header: 'X-Slack-Signature',
  prefix: 'v0=',
  time: { header: 'X-Slack-Request-Timestamp', format: 'seconds' },
  content: ({ timestamp, body }) => [`v0:${timestamp}:`, body],
  algorithm: 'sha256',
  encoding: 'hex'
}

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'slack',
    label: 'Slack',
    group: 'Chat',
    docsUrl: 'https://docs.slack.dev/authentication/verifying-requests-from-slack',
    secretHint: "The app's signing secret, 32 hex digits. It is used as text, not decoded.",
    toleranceSeconds: 300,
    success: 'Any 2xx within 3 s; more than 2 redirects fail. The answer header X-Slack-No-Retry: 1 stops retries.',
    answerWithinSeconds: 3,
    retries: {
      delaysSeconds: [0, 60, 300],
      summary: '3 times: at once, after 1 min and after 5 min.',
      source: 'https://docs.slack.dev/apis/events-api/',
      readOn: '2026-11'
    },
    handshakeSummary: 'url_verification: the challenge is sent back as JSON, if the request is signed rightly.',
    identify: identifyBy({
      id: [{ path: 'event_id' }],
      type: [{ path: 'event.type' }, { path: 'type' }],
      bodyOf: (request) => formFieldBytes(request, 'payload')
    }),
    handshake,
    samples: [
      jsonSample('app_mention', 'The app was mentioned', (event) => ({
        token: 'not-used',
        team_id: 'T123ABC456',
        api_app_id: 'A123ABC456',
        event: {
          type: 'app_mention',
          user: 'U123ABC456',
          text: '<@U0LAN0Z89> hello',
          ts: `${inSeconds(event)}.000200`,
          channel: 'C123ABC456'
        },
        type: 'event_callback',
        event_id: `Ev${event.id}`,
        event_time: inSeconds(event)
      }))
    ]
  },
  rule
)

function handshake(request: SignedRequest, secrets: readonly SchemeSecret[]): HandshakeAnswer | undefined {
  const body = request.method === 'POST' ? parseJson(request.body, 65_536) : undefined
  const challenge = textAt(body, ['type']) === 'url_verification' ? textAt(body, ['challenge']) : undefined
  if (challenge === undefined || signerOf(claimBodyHmac(rule, request), secrets) === 'wrong') return undefined
  return jsonAnswer({ challenge }, 'Slack checked the address with a challenge.')
}
