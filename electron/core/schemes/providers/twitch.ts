/** Twitch EventSub. */
import { bodyHmacScheme, claimBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { parseJson, textAt } from '../body-fields.ts'
import { headerBytes } from '../encoding.ts'
import { textAnswer } from '../handshake.ts'
import { headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { HandshakeAnswer, Scheme, SchemeSecret, SignedRequest } from '../scheme.ts'
import { signerOf } from '../signature-scheme.ts'

const rule: BodyHmacRule = {
  header: 'Twitch-Eventsub-Message-Signature',
  prefix: 'sha256=',
  signedHeaders: ['Twitch-Eventsub-Message-Id'],
  time: { header: 'Twitch-Eventsub-Message-Timestamp', format: 'iso' },
  content: ({ headers: [id = ''], timestamp, body }) => [headerBytes(id), timestamp, body],
  algorithm: 'sha256',
  encoding: 'hex'
}

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'twitch',
    label: 'Twitch EventSub',
    group: 'Content',
    docsUrl: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
    secretHint: 'The secret given when the subscription was made, 10 to 100 ASCII characters.',
    toleranceSeconds: 600,
    rotation: 'A new subscription brings a new secret.',
    success: 'Any 2xx within a few seconds. Too many failures revoke the subscription.',
    retries: {
      delaysSeconds: [10, 60, 300],
      summary: 'Several times; neither number nor times are published and those here are an example.',
      source: 'https://dev.twitch.tv/docs/eventsub/handling-webhook-events/',
      readOn: '2026-11'
    },
    handshakeSummary: 'webhook_callback_verification: the challenge is sent back as plain text, if the request is signed rightly.',
    checkSecret: (value) => (value.length < 10 || value.length > 100 ? 'A Twitch secret has 10 to 100 characters.' : undefined),
    identify: identifyBy({
      id: [{ header: 'Twitch-Eventsub-Message-Id' }],
      type: [{ header: 'Twitch-Eventsub-Subscription-Type' }, { path: 'subscription.type' }, { header: 'Twitch-Eventsub-Message-Type' }]
    }),
    handshake,
    samples: [
      jsonSample(
        'channel.follow',
        'Somebody followed a channel',
        (event) => ({
          subscription: { id: 'f1c2a387-161a-49f9-a165-0f21d7a4e1c4', status: 'enabled', type: 'channel.follow', version: '2' },
          event: { user_id: '1234', user_name: 'Cool_User', broadcaster_user_id: '1337', followed_at: inIso(event) }
        }),
        ({ id }) => [
          ['Twitch-Eventsub-Message-Id', id],
          ['Twitch-Eventsub-Message-Type', 'notification'],
          ['Twitch-Eventsub-Subscription-Type', 'channel.follow']
        ]
      )
    ]
  },
  rule
)

function handshake(request: SignedRequest, secrets: readonly SchemeSecret[]): HandshakeAnswer | undefined {
  if (headerValue(request.headers, 'Twitch-Eventsub-Message-Type') !== 'webhook_callback_verification') return undefined
  const challenge = textAt(parseJson(request.body, 65_536), ['challenge'])
  if (challenge === undefined || signerOf(claimBodyHmac(rule, request), secrets) === 'wrong') return undefined
  return textAnswer(challenge, 'Twitch checked the address with a challenge.')
}
