/** monday.com: a token that says who calls, but nothing of the body. */
import type { HeaderPair } from '../../../contract/index.ts'
import { bodyFields, parseJson, textAt } from '../body-fields.ts'
import { timestampFailure, type Failure } from '../failure.ts'
import { jsonAnswer } from '../handshake.ts'
import { headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { hmacTokenClaim, oneToken, timeClaim, writeToken } from '../jwt.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { HandshakeAnswer, Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'

const header = 'Authorization'

export const scheme: Scheme = signatureScheme(
  {
    id: 'monday',
    label: 'monday.com',
    group: 'Work',
    docsUrl: 'https://developer.monday.com/api-reference/reference/webhooks',
    signatureHeaders: [header],
    signsWholeBody: false,
    toleranceSeconds: 5,
    secretHint: "The app's signing secret; for lifecycle events its client secret.",
    success: 'HTTP 200.',
    retries: {
      delaysSeconds: Array.from({ length: 30 }, () => 60),
      summary: 'Once a minute for 30 min.',
      source: 'https://developer.monday.com/api-reference/reference/webhooks',
      readOn: '2026-11'
    },
    handshakeSummary: 'POST {"challenge":"…"}: the same object is sent back.',
    notes: ['The token does not cover the body. Only webhooks of apps carry a token; others are not signed.'],
    detect: (headers, body) => bodyFields(body, [['event', 'triggerUuid']])[0] !== undefined || isChallenge(headers, body),
    identify: identifyBy({ id: [{ path: 'event.triggerUuid' }], type: [{ path: 'event.type' }] }),
    handshake,
    sign: (request, secret, now): HeaderPair[] => {
      const seconds = Math.floor(now / 1000)
      const token = writeToken(
        'HS256',
        { accountId: 1, userId: 1, aud: request.publicUrl ?? request.url, iat: seconds, exp: seconds + 300 },
        secret
      )
      return token === undefined ? [] : [[header, token]]
    },
    samples: [
      jsonSample('create_pulse', 'An item was created', (event) => ({
        event: {
          userId: 9603417,
          boardId: 1771812698,
          pulseId: 1772099344,
          pulseName: 'Hello',
          type: 'create_pulse',
          triggerTime: inIso(event),
          subscriptionId: 73759690,
          triggerUuid: event.id
        }
      }))
    ]
  },
  { claim, afterMatch: checkExpiry }
)

function claim(request: SignedRequest): Claim | Failure {
  const token = oneToken(request.headers, header, ['HS256'])
  return 'status' in token ? token : hmacTokenClaim(token)
}

function checkExpiry(_claim: Claim, request: SignedRequest, now: number, settings: SchemeSettings): Failure | undefined {
  const token = oneToken(request.headers, header, ['HS256'])
  const expiresAt = 'status' in token ? undefined : timeClaim(token, 'exp')
  if (expiresAt === undefined || now <= expiresAt + settings.toleranceSeconds * 1000) return undefined
  return timestampFailure('timestamp_out_of_tolerance', `The token expired ${Math.floor((now - expiresAt) / 1000)} s ago.`)
}

function handshake(request: SignedRequest): HandshakeAnswer | undefined {
  if (request.method !== 'POST' || !isChallenge(request.headers, request.body)) return undefined
  const challenge = textAt(parseJson(request.body, 65_536), ['challenge'])
  return jsonAnswer({ challenge }, 'monday.com checked the address with a challenge.')
}

/** A body of nothing but a challenge; Slack's has a type beside it and is signed. */
function isChallenge(headers: SignedRequest['headers'], body: Uint8Array): boolean {
  const value = body.length > 65_536 || headerValue(headers, 'X-Slack-Signature') !== undefined ? undefined : parseJson(body)
  return typeof value === 'object' && value !== null && Object.keys(value).length === 1 && textAt(value, ['challenge']) !== undefined
}
