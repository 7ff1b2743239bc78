/** Discord: interactions and webhook events, signed with Ed25519. */
import { fieldAt, parseJson } from '../body-fields.ts'
import { ed25519PublicKey, verifyEd25519 } from '../ed25519.ts'
import { decodeHex } from '../encoding.ts'
import { unfitSecret, type Failure } from '../failure.ts'
import { emptyAnswer, jsonAnswer } from '../handshake.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { oneHeader, oneTimestamp } from '../read-claim.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { HandshakeAnswer, Scheme, SchemeSecret, SignedRequest } from '../scheme.ts'
import { joinContent, signatureScheme, signerOf, type Claim } from '../signature-scheme.ts'

const signatureHeader = 'X-Signature-Ed25519'
const timestampHeader = 'X-Signature-Timestamp'

export const scheme: Scheme = signatureScheme(
  {
    id: 'discord',
    label: 'Discord',
    group: 'Chat',
    docsUrl: 'https://docs.discord.com/developers/interactions/overview',
    signatureHeaders: [signatureHeader],
    timestampHeader,
    toleranceSeconds: 300,
    secretHint: "The application's public key, 64 hex digits; not the bot token.",
    success:
      'Interactions: an answer within 3 s. Webhook events: 204 within 3 s. The address is removed when checks or deliveries fail too often.',
    answerWithinSeconds: 3,
    rejectionStatus: 401,
    acknowledgement: { status: 204, headers: [], body: '' },
    retries: {
      delaysSeconds: [5, 15, 45, 120, 300],
      summary: 'Webhook events: for up to 10 min, further and further apart; interactions never. The times here are an approximation.',
      source: 'https://docs.discord.com/developers/events/webhook-events',
      readOn: '2026-11'
    },
    handshakeSummary: 'A ping is answered with {"type":1} or an empty 204; a ping wrongly signed on purpose is answered with 401.',
    notes: ['Discord names no tolerance and its library checks none; 300 s is the choice of Hooklab.'],
    checkSecret: (value) => (/^[0-9a-f]{64}$/i.test(value.trim()) ? undefined : 'A public key of Discord has 64 hex digits.'),
    detect: (headers) => hasHeader(headers, signatureHeader),
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'event.type' }, { path: 'type' }] }),
    handshake,
    samples: [
      jsonSample(
        'APPLICATION_AUTHORIZED',
        'Somebody authorised the app',
        (event) => ({
          version: 1,
          application_id: '1234560123453231555',
          type: 1,
          event: {
            type: 'APPLICATION_AUTHORIZED',
            timestamp: inIso(event),
            data: { integration_type: 1, scopes: ['applications.commands'] }
          }
        }),
        () => [[signatureHeader, '']]
      )
    ]
  },
  { claim }
)

function claim(request: SignedRequest): Claim | Failure {
  const signature = oneHeader(request.headers, signatureHeader)
  if (typeof signature !== 'string') return signature
  const time = oneTimestamp(request.headers, timestampHeader, 'seconds')
  if ('status' in time) return time
  const content = [time.text, request.body]
  return {
    signatures: [signature],
    contents: [content],
    time,
    matches: (secret) => {
      const key = ed25519PublicKey(decodeHex(secret.trim()) ?? new Uint8Array())
      if (key === undefined) return unfitSecret
      // Lower case only: what Discord sends is never written otherwise.
      const bytes = /[A-F]/.test(signature) ? undefined : decodeHex(signature)
      return bytes !== undefined && verifyEd25519(key, joinContent(content), bytes)
    }
  }
}

function handshake(request: SignedRequest, secrets: readonly SchemeSecret[]): HandshakeAnswer | undefined {
  if (request.method !== 'POST' || !hasHeader(request.headers, signatureHeader)) return undefined
  const body = parseJson(request.body, 65_536)
  const type = fieldAt(body, ['type'])
  // Webhook events name a version, and of theirs only type 0 is a ping.
  const isEvent = fieldAt(body, ['version']) !== undefined
  if (type !== (isEvent ? 0 : 1)) return undefined
  if (signerOf(claim(request), secrets) === 'wrong') return emptyAnswer(401, 'Discord sent a wrong signature on purpose, and got its 401.')
  return isEvent ? emptyAnswer(204, 'Discord sent a ping.') : jsonAnswer({ type: 1 }, 'Discord sent a ping.')
}
