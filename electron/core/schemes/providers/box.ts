/** Box. */
import type { HeaderPair } from '../../../contract/index.ts'
import { failure, type Failure } from '../failure.ts'
import { carriesSignature, hasAllHeaders, signatureScheme, type Claim } from '../signature-scheme.ts'
import { hasHeader } from '../headers.ts'
import { hmacClaim, hmacText, type HmacRule } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { oneHeader, oneTimestamp } from '../read-claim.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { formatTime } from '../timestamps.ts'

const primary = 'BOX-SIGNATURE-PRIMARY'
const secondary = 'BOX-SIGNATURE-SECONDARY'
const timestamp = 'BOX-DELIVERY-TIMESTAMP'
const knownKinds: readonly HeaderPair[] = [
  ['BOX-SIGNATURE-VERSION', '1'],
  ['BOX-SIGNATURE-ALGORITHM', 'HmacSHA256']
]
const rule: HmacRule = { algorithm: 'sha256', encoding: 'base64' }

export const scheme: Scheme = signatureScheme(
  {
    id: 'box',
    label: 'Box',
    group: 'Content',
    docsUrl: 'https://developer.box.com/guides/webhooks/v2/signatures-v2/',
    signatureHeaders: [primary, secondary],
    timestampHeader: timestamp,
    toleranceSeconds: 600,
    secretHint: 'The primary or the secondary signature key of the app; add both.',
    rotation: 'Two keys, each with its own header; either match is enough.',
    success: 'Any 2xx within 30 s. The webhook is deleted after 30 days without success.',
    answerWithinSeconds: 30,
    retries: {
      delaysSeconds: [300, 300, 600, 600, 600, 600, 600, 600, 600, 600, 600, 900],
      summary: 'Up to 12 times over 2 h. The times here are an approximation.',
      source: 'https://developer.box.com/guides/webhooks/v2',
      readOn: '2026-11'
    },
    notes: ['BOX-DELIVERY-ID changes with each retry; the id in the body does not.'],
    detect: (headers) => hasAllHeaders('BOX-DELIVERY-ID')(headers) || carriesSignature(headers, [primary, secondary]),
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'trigger' }] }),
    sign,
    samples: [
      jsonSample(
        'FILE.UPLOADED',
        'A file was uploaded',
        (event) => ({
          type: 'webhook_event',
          id: event.id,
          created_at: inIso(event),
          trigger: 'FILE.UPLOADED',
          webhook: { id: '4137', type: 'webhook' },
          source: { id: '73835521473', type: 'file', name: 'hello.txt' }
        }),
        ({ id }) => [['BOX-DELIVERY-ID', id]]
      )
    ]
  },
  { claim, signatureName: () => 'The Box signature' }
)

function claim(request: SignedRequest): Claim | Failure {
  const names = [primary, secondary].filter((name) => hasHeader(request.headers, name))
  const signatures: string[] = []
  for (const name of names.length === 0 ? [primary] : names) {
    const value = oneHeader(request.headers, name)
    if (typeof value !== 'string') return value
    signatures.push(value)
  }
  for (const [name, known] of knownKinds) {
    const kind = oneHeader(request.headers, name)
    if (typeof kind !== 'string') return kind
    if (kind !== known) return failure('unsupported_algorithm', `${name} is not "${known}".`)
  }
  const time = oneTimestamp(request.headers, timestamp, 'iso')
  if ('status' in time) return time
  return hmacClaim(rule, { signatures, contents: [[request.body, time.text]], time })
}

function sign(request: SignedRequest, secret: string, now: number): HeaderPair[] {
  const time = formatTime(now, 'iso')
  const signature = secret === '' ? undefined : hmacText(rule, secret, [request.body, time])
  if (signature === undefined) return []
  const signed: HeaderPair[] = [[timestamp, time], ...knownKinds, [primary, signature]]
  // A signature by the other key would be over the old time.
  return hasHeader(request.headers, secondary) ? [...signed, [secondary, signature]] : signed
}
