/** Mailgun: timestamp, token and signature stand in the body, and nothing else of the body is signed. */
import { bodyFields, parseJson, textAt } from '../body-fields.ts'
import { sha256Hex } from '../digest.ts'
import { failure, missingHeader, type Failure } from '../failure.ts'
import { formFields, isForm } from '../form.ts'
import { hmacClaim, hmacText, type HmacRule } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { malformedTime } from '../read-claim.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'
import { formatTime, parseTime } from '../timestamps.ts'

const rule: HmacRule = { algorithm: 'sha256', encoding: 'hex' }
const place = 'signature.signature in the body'

export const scheme: Scheme = signatureScheme(
  {
    id: 'mailgun',
    label: 'Mailgun',
    group: 'Mail and messages',
    docsUrl: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks',
    signatureHeaders: [],
    signsWholeBody: false,
    secretHint: 'The HTTP webhook signing key of the account, or of the parent account of a subaccount; not the API key.',
    toleranceSeconds: 300,
    success: 'HTTP 200. 406 means: do not retry.',
    retries: {
      delaysSeconds: [300, 600, 900, 3600, 7200, 14_400],
      summary: 'After 5, 10 and 15 min, 1, 2 and 4 h: 8 h in all. Older pages give other times.',
      source: 'https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/webhook-retries',
      readOn: '2026-11'
    },
    notes: [
      'Only a time and a token are signed. The event itself can be changed by anyone who has seen one delivery: remember tokens that were used.',
      'Mailgun names no tolerance; 300 s is the choice of Hooklab.'
    ],
    detect: (_headers, body) => bodyFields(body, [['signature', 'token']])[0] !== undefined,
    identify: identifyBy({ id: [{ path: 'event-data.id' }, { path: 'signature.token' }], type: [{ path: 'event-data.event' }] }),
    rewrite,
    sign: () => [],
    samples: [
      jsonSample('delivered', 'A mail was delivered', (event) => ({
        signature: { timestamp: String(inSeconds(event)), token: tokenFor(event.id), signature: '' },
        'event-data': { id: event.id, event: 'delivered', timestamp: inSeconds(event), recipient: 'ada@example.com' }
      }))
    ]
  },
  { claim, isSigned: (request) => !('status' in claim(request)), signatureName: () => place }
)

function claim(request: SignedRequest): Claim | Failure {
  const body = isForm(request) ? undefined : parseJson(request.body)
  if (!isForm(request) && (typeof body !== 'object' || body === null))
    return failure('malformed_header', 'The body, which holds the signature, is not JSON.')
  const form = formFields(request)
  const read = (name: string): string | undefined => (isForm(request) ? (form.get(name) ?? undefined) : textAt(body, ['signature', name]))
  const [signature, text, token] = [read('signature'), read('timestamp'), read('token')]
  if (signature === undefined || signature === '') return missingHeader(place)
  if (text === undefined || token === undefined)
    return failure('malformed_header', 'The signature in the body has no timestamp or no token.')
  const time = parseTime(text, 'seconds')
  if (time === undefined) return malformedTime('signature.timestamp in the body', 'seconds')
  // Deliveries of a subaccount are signed by the parent account as well, over the same time and token.
  const parent = read('parent-signature')
  const signatures = parent === undefined || parent === '' ? [signature] : [signature, parent]
  return hmacClaim(rule, { signatures, contents: [[text, token]], time })
}

function rewrite(request: SignedRequest, secret: string, now: number): SignedRequest | undefined {
  const timestamp = formatTime(now, 'seconds')
  const body = parseJson(request.body)
  const token = textAt(body, ['signature', 'token']) ?? tokenFor(timestamp)
  const signature = secret === '' ? undefined : hmacText(rule, secret, [timestamp, token])
  if (signature === undefined || typeof body !== 'object' || body === null) return undefined
  return { ...request, body: Buffer.from(JSON.stringify({ ...body, signature: { timestamp, token, signature } })) }
}

/** A token as long as Mailgun's, the same for the same seed. */
function tokenFor(seed: string): string {
  return sha256Hex(seed).slice(0, 50)
}
