/** Zoom. */
import { parseJson, textAt } from '../body-fields.ts'
import { bodyHmacScheme, claimBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { jsonAnswer } from '../handshake.ts'
import { hmacText } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { HandshakeAnswer, Scheme, SchemeSecret, SignedRequest } from '../scheme.ts'
import { signerOf } from '../signature-scheme.ts'

const rule: BodyHmacRule = {
  header: 'x-zm-signature',
  prefix: 'v0=',
  time: { header: 'x-zm-request-timestamp', format: 'seconds' },
  content: ({ timestamp, body }) => [`v0:${timestamp}:`, body],
  algorithm: 'sha256',
  encoding: 'hex'
}

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'zoom',
    label: 'Zoom',
    group: 'Work',
    docsUrl: 'https://developers.zoom.us/docs/api/webhooks/',
    secretHint: 'The secret token from the feature page of the app; not the verification token.',
    toleranceSeconds: 300,
    success: 'HTTP 200 or 204 within 3 s.',
    answerWithinSeconds: 3,
    retries: {
      delaysSeconds: [300, 1200, 3600],
      summary: '3 times, after 5, 20 and 60 min.',
      source: 'https://developers.zoom.us/blog/webhook-delays/',
      readOn: '2026-11'
    },
    handshakeSummary:
      'endpoint.url_validation: the token is sent back together with its HMAC, within 3 s. As commonly reported it comes again every 72 h.',
    notes: ["Zoom's sample and library never check the age of a delivery; Hooklab does."],
    identify: identifyBy({ id: [{ header: 'x-zm-trackingid' }], type: [{ path: 'event' }] }),
    handshake,
    samples: [
      jsonSample(
        'meeting.started',
        'A meeting was started',
        ({ id, now }) => ({
          event: 'meeting.started',
          payload: {
            account_id: 'AAAAAABBBB',
            object: { id: '1234567890', uuid: id, topic: 'My Meeting', host_id: 'x1yCzABCDEfg23HiJKl4mN' }
          },
          event_ts: now
        }),
        ({ id }) => [['x-zm-trackingid', id]]
      )
    ]
  },
  rule
)

function handshake(request: SignedRequest, secrets: readonly SchemeSecret[]): HandshakeAnswer | undefined {
  const body = parseJson(request.body, 65_536)
  const plainToken = textAt(body, ['event']) === 'endpoint.url_validation' ? textAt(body, ['payload', 'plainToken']) : undefined
  if (plainToken === undefined) return undefined
  const signer = signerOf(claimBodyHmac(rule, request), secrets)
  if (typeof signer === 'string') return undefined
  const encryptedToken = hmacText(rule, signer.value, [plainToken])
  return jsonAnswer({ plainToken, encryptedToken }, 'Zoom checked the address with a challenge.')
}
