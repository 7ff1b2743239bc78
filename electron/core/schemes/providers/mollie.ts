/** Mollie, the next-generation webhooks; the classic ones carry only an id and no signature. */
import { bodyFields } from '../body-fields.ts'
import { signBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { failure, missingHeader, type Failure } from '../failure.ts'
import { formFields } from '../form.ts'
import { hasHeader, headerValues } from '../headers.ts'
import { hmacClaim } from '../hmac.ts'
import { withoutPrefix } from '../read-claim.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { EventIdentity, Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'

const rule: BodyHmacRule = { header: 'X-Mollie-Signature', prefix: 'sha256=', algorithm: 'sha256', encoding: 'hex' }

export const scheme: Scheme = signatureScheme(
  {
    id: 'mollie',
    label: 'Mollie',
    group: 'Payments',
    docsUrl: 'https://docs.mollie.com/reference/webhooks-new',
    signatureHeaders: [rule.header],
    secretHint: 'The signing secret of the webhook; not the API key.',
    rotation: 'For 24 h the signature header comes twice, once for each secret; any match is enough.',
    success: 'HTTP 200 within 15 s.',
    answerWithinSeconds: 15,
    retries: {
      delaysSeconds: [60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 63_000],
      summary: 'Up to 10 times over about 26 h, then it is given up. The times here are an approximation.',
      source: 'https://docs.mollie.com/reference/webhooks',
      readOn: '2026-11'
    },
    notes: ['Classic webhooks hold only id=tr_… and are not signed: fetch the object to learn what happened.'],
    detect: (headers) => hasHeader(headers, rule.header),
    identify,
    sign: (request, secret, now) => signBodyHmac(rule, request, secret, now),
    samples: [
      jsonSample('payment-link.paid', 'A payment link was paid', (event) => ({
        resource: 'event',
        id: `event_${event.id}`,
        type: 'payment-link.paid',
        entityId: 'pl_qng5gbbv8NAZ5gpM5ZYgx',
        createdAt: inIso(event)
      }))
    ]
  },
  { claim }
)

/** Several lines of the header are several signatures; a proxy may have joined them with a comma, which hex never holds. */
function claim(request: SignedRequest): Claim | Failure {
  const values = headerValues(request.headers, rule.header).flatMap((value) => value.split(/, ?/))
  if (values.every((value) => value === '')) return missingHeader(rule.header)
  if (values.some((value) => value !== value.trim()))
    return failure('malformed_header', `${rule.header} has a space before or after its value.`)
  const signatures: string[] = []
  let refused: Failure | undefined
  for (const value of values) {
    const signature = withoutPrefix(value, 'sha256=', rule.header)
    if (typeof signature === 'string') signatures.push(signature)
    else refused ??= signature
  }
  if (signatures.length === 0 && refused !== undefined) return refused
  return hmacClaim(rule, { signatures, contents: [[request.body]] })
}

function identify(request: SignedRequest): EventIdentity {
  const [id = formFields(request).get('id'), type] = bodyFields(request.body, [['id'], ['type']])
  return { ...(id === null ? {} : { eventId: id.slice(0, 256) }), ...(type === undefined ? {} : { eventType: type }) }
}
