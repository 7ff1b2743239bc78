/** X, formerly Twitter. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { jsonAnswer } from '../handshake.ts'
import { hmacText } from '../hmac.ts'
import { parseJson } from '../body-fields.ts'
import { jsonSample } from '../samples.ts'
import type { HandshakeAnswer, Scheme, SchemeSecret, SignedRequest } from '../scheme.ts'
import { queryOf } from '../token-scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'x',
    label: 'X (Twitter)',
    group: 'Chat',
    docsUrl: 'https://docs.x.com/x-api/webhooks/quickstart',
    secretHint: "The app's consumer (API) secret.",
    success: 'HTTP 200 within 10 s. The address may not name a port.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [],
      summary: 'None is documented; missed events are fetched by a replay job.',
      source: 'https://docs.x.com/x-api/webhooks/introduction',
      readOn: '2026-11'
    },
    handshakeSummary:
      'GET ?crc_token=…: answered with the HMAC of the token. It comes again every day at least; a wrong answer switches the webhook off.',
    identify: (request) => ({ ...eventTypeOf(request.body) }),
    handshake: answerCrc,
    samples: [
      jsonSample('tweet_create_events', 'A post was made', ({ id }) => ({
        for_user_id: '2244994945',
        tweet_create_events: [{ id_str: id, text: 'Hello', user: { id_str: '2244994945', screen_name: 'sample' } }]
      }))
    ]
  },
  { header: 'x-twitter-webhooks-signature', prefix: 'sha256=', algorithm: 'sha256', encoding: 'base64' }
)

/** The event is the name of the one list that the body holds, such as `tweet_create_events`. */
function eventTypeOf(body: Uint8Array): { eventType?: string } {
  const value = parseJson(body, 65_536)
  const eventType = typeof value === 'object' && value !== null ? Object.keys(value).find((key) => key.endsWith('_events')) : undefined
  return eventType === undefined ? {} : { eventType: eventType.slice(0, 256) }
}

function answerCrc(request: SignedRequest, secrets: readonly SchemeSecret[]): HandshakeAnswer | undefined {
  const token = request.method === 'GET' ? queryOf(request.url).get('crc_token') : null
  const [secret] = secrets
  if (token === null || secret === undefined || secret.value === '') return undefined
  const answer = hmacText({ algorithm: 'sha256', encoding: 'base64' }, secret.value, [token])
  return jsonAnswer({ response_token: `sha256=${answer}` }, 'X checked the address with a challenge.')
}
