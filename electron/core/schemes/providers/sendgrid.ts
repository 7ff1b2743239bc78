/** SendGrid's event webhook, signed with an elliptic-curve key. */
import { sign as signWith } from 'node:crypto'
import type { HeaderPair } from '../../../contract/index.ts'
import { bodyFields } from '../body-fields.ts'
import type { Failure } from '../failure.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { publicKeyClaim } from '../key-claim.ts'
import { isSignedWithEcdsa, readPrivateKey, readPublicKey } from '../public-key.ts'
import { oneHeader, oneTimestamp } from '../read-claim.ts'
import { inSeconds } from '../samples.ts'
import type { SampleIdentity, Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'
import { formatTime } from '../timestamps.ts'

const signatureHeader = 'X-Twilio-Email-Event-Webhook-Signature'
const timestampHeader = 'X-Twilio-Email-Event-Webhook-Timestamp'

export const scheme: Scheme = signatureScheme(
  {
    id: 'sendgrid',
    label: 'SendGrid',
    group: 'Mail and messages',
    docsUrl: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features',
    signatureHeaders: [signatureHeader],
    timestampHeader,
    toleranceSeconds: 300,
    secretHint:
      'The verification key from the mail settings: a public key in base64, beginning with "MFkw". To sign as well, give a private key of your own, and its public half to your app.',
    rotation: 'Switching the signature off and on makes a new key pair.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [60, 300, 1800, 7200, 21_600, 43_200],
      summary: 'As commonly reported: for up to 24 h, further and further apart. The times here are an approximation.',
      source: 'https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event',
      readOn: '2026-11'
    },
    notes: [
      'The body is a list of events that, as commonly reported, ends with a line break: it is part of what is signed.',
      'SendGrid names no tolerance; 300 s is the choice of Hooklab. One delivery may hold many events; Hooklab names the first.'
    ],
    checkSecret: (value) =>
      readPublicKey(value)?.asymmetricKeyType === 'ec' ? undefined : 'Give the verification key: a public key in base64.',
    detect: (headers, body) => hasHeader(headers, signatureHeader) || bodyFields(body, [[0, 'sg_event_id']])[0] !== undefined,
    identify: identifyBy({ id: [{ path: '0.sg_event_id' }], type: [{ path: '0.event' }] }),
    sign,
    samples: [{ type: 'delivered', label: 'A mail was delivered', body: delivered }]
  },
  { claim }
)

function claim(request: SignedRequest): Claim | Failure {
  const signature = oneHeader(request.headers, signatureHeader)
  if (typeof signature !== 'string') return signature
  const time = oneTimestamp(request.headers, timestampHeader, 'seconds')
  if ('status' in time) return time
  return publicKeyClaim({ signature, content: [time.text, request.body], time, verifies: isSignedWithEcdsa })
}

/** Only a key pair of the developer's own can sign; SendGrid keeps its private half to itself. */
function sign({ body }: SignedRequest, secret: string, now: number): HeaderPair[] {
  const key = readPrivateKey(secret)
  if (key?.asymmetricKeyType !== 'ec') return []
  const time = formatTime(now, 'seconds')
  const signature = signWith('sha256', Buffer.concat([Buffer.from(time), body]), key).toString('base64')
  return [
    [timestampHeader, time],
    [signatureHeader, signature]
  ]
}

function delivered(event: SampleIdentity): string {
  const entry = {
    email: 'ada@example.com',
    timestamp: inSeconds(event),
    event: 'delivered',
    sg_event_id: event.id,
    sg_message_id: 'sample.filter0001'
  }
  return `${JSON.stringify([entry])}\r\n`
}
