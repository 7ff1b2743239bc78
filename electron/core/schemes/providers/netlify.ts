/** Netlify: a token that holds the hash of the body. */
import type { HeaderPair } from '../../../contract/index.ts'
import { sameText } from '../compare.ts'
import { sha256Hex } from '../digest.ts'
import { failure, type Failure } from '../failure.ts'
import { hasHeader, headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { hmacTokenClaim, oneToken, textClaim, writeToken } from '../jwt.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'

const header = 'X-Webhook-Signature'

export const scheme: Scheme = signatureScheme(
  {
    id: 'netlify',
    label: 'Netlify',
    group: 'Developer tools',
    docsUrl: 'https://docs.netlify.com/deploy/deploy-notifications/',
    signatureHeaders: [header],
    secretHint: 'The JWS secret token typed into the notification settings, any text.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [],
      summary: 'As commonly reported, none; a notification is switched off after repeated failures.',
      source: 'https://docs.netlify.com/deploy/deploy-notifications/',
      readOn: '2026-11'
    },
    notes: ['Nothing about time is signed: an old delivery verifies for ever.'],
    detect: (headers) => hasHeader(headers, 'X-Netlify-Event') || headerValue(headers, header)?.startsWith('eyJ') === true,
    identify: identifyBy({ id: [{ path: 'id' }], idParts: [{ path: 'state' }], type: [{ header: 'X-Netlify-Event' }] }),
    sign: (request, secret): HeaderPair[] => {
      const token = writeToken('HS256', { iss: 'netlify', sha256: sha256Hex(request.body) }, secret)
      return token === undefined ? [] : [[header, token]]
    },
    samples: [
      jsonSample(
        'deploy_created',
        'A deploy was finished',
        (event) => ({
          id: event.id,
          site_id: 'sample',
          state: 'ready',
          name: 'my-site',
          url: 'https://my-site.netlify.app',
          created_at: inIso(event)
        }),
        () => [['X-Netlify-Event', 'deploy_created']]
      )
    ]
  },
  { claim, afterMatch: checkClaims }
)

function claim(request: SignedRequest): Claim | Failure {
  const token = oneToken(request.headers, header, ['HS256'])
  return 'status' in token ? token : hmacTokenClaim(token)
}

function checkClaims(_claim: Claim, request: SignedRequest): Failure | undefined {
  const token = oneToken(request.headers, header, ['HS256'])
  if ('status' in token) return token
  if (textClaim(token, 'iss') !== 'netlify') return failure('signature_mismatch', 'The token is signed, but was not issued by Netlify.')
  if (sameText(sha256Hex(request.body), textClaim(token, 'sha256') ?? '')) return undefined
  return failure('signature_mismatch', 'The body is not the one whose hash is signed. It was changed on the way.')
}
