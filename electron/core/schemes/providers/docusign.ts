/** DocuSign Connect. */
import type { HeaderPair } from '../../../contract/index.ts'
import { missingHeader, repeatedHeader, type Failure } from '../failure.ts'
import { hmacClaim, hmacText, type HmacRule } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'

const rule: HmacRule = { algorithm: 'sha256', encoding: 'base64' }
const first = 'X-DocuSign-Signature-1'
const numbered = /^x-docusign-signature-\d{1,3}$/

export const scheme: Scheme = signatureScheme(
  {
    id: 'docusign',
    label: 'DocuSign Connect',
    group: 'Work',
    docsUrl: 'https://developers.docusign.com/platform/webhooks/connect/validate/',
    signatureHeaders: [first],
    secretHint: 'An HMAC key of the Connect configuration, as text.',
    rotation: 'Up to 100 keys, each with its own numbered header; any match is enough.',
    success: 'Any 2xx, as commonly reported within 100 s.',
    answerWithinSeconds: 100,
    retries: {
      delaysSeconds: [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 76_800],
      summary: 'First after about 5 min, then doubling, for up to 15 days. Only the first are listed here.',
      source: 'https://developers.docusign.com/platform/webhooks/connect/',
      readOn: '2026-11'
    },
    notes: ['A delivery carries no id of its own; Hooklab takes envelope, event and time together.'],
    detect: (headers) => headers.some(([name]) => numbered.test(name.toLowerCase())),
    identify: identifyBy({
      id: [{ path: 'data.envelopeId' }],
      type: [{ path: 'event' }],
      idParts: [{ path: 'event' }, { path: 'generatedDateTime' }]
    }),
    sign: (request, secret) => sign(request, secret),
    samples: [
      jsonSample('envelope-completed', 'An envelope was completed', (event) => ({
        event: 'envelope-completed',
        apiVersion: 'v2.1',
        retryCount: 0,
        generatedDateTime: inIso(event),
        data: { accountId: '70a5b5d3-0000-0000-0000-000000000000', envelopeId: event.id }
      }))
    ]
  },
  { claim, signatureName: () => 'The DocuSign signature' }
)

function claim(request: SignedRequest): Claim | Failure {
  const found = request.headers.filter(([name]) => numbered.test(name.toLowerCase()))
  const signatures = found.map(([, value]) => value).filter((value) => value !== '')
  if (signatures.length === 0) return missingHeader(first)
  const names = found.map(([name]) => name.toLowerCase())
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) return repeatedHeader(repeated)
  return hmacClaim(rule, { signatures, contents: [[request.body]] })
}

function sign(request: SignedRequest, secret: string): HeaderPair[] {
  const signature = secret === '' ? undefined : hmacText(rule, secret, [request.body])
  return signature === undefined ? [] : [[first, signature]]
}
