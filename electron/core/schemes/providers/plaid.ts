/** Plaid: a token signed with a key that Plaid serves by its id; the token holds the hash of the body. */
import { z } from 'zod'
import { fieldAt, parseJson } from '../body-fields.ts'
import { sameText } from '../compare.ts'
import { sha256Hex } from '../digest.ts'
import { failure, timestampFailure, unfitSecret, type Failure } from '../failure.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { isSignedWithEs256, oneToken, textClaim, timeClaim, type Token } from '../jwt.ts'
import { parseSchemeOptions } from '../options.ts'
import { readPublicKey } from '../public-key.ts'
import { jsonSample } from '../samples.ts'
import type { RequiredKey, Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'

const header = 'Plaid-Verification'
const plaidOptions = z.object({ environment: z.enum(['production', 'sandbox']).default('production') })

export const scheme: Scheme = signatureScheme(
  {
    id: 'plaid',
    label: 'Plaid',
    group: 'Payments',
    docsUrl: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
    signatureHeaders: [header],
    toleranceSeconds: 300,
    secretHint: 'The key is fetched from Plaid by its id; a key as JSON (JWK) may be pinned instead.',
    secretRequired: false,
    optionFields: [
      { name: 'environment', label: 'Environment', kind: 'choice', choices: ['production', 'sandbox'], default: 'production' }
    ],
    parseOptions: (options) => parseSchemeOptions(plaidOptions, options),
    rotation: 'The token names its key; several pinned keys may stand side by side.',
    success: 'HTTP 200, as commonly reported within 10 s.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [30, 120, 480, 1920, 7680, 30_720],
      summary: 'As commonly reported: for up to 24 h, from 30 s on four times as long each time; stopped when over 90 % fail.',
      source: 'https://plaid.com/docs/api/webhooks/',
      readOn: '2026-11'
    },
    notes: ['The hash is over the exact bytes, which are indented by two spaces.', 'A delivery carries no id of its own.'],
    checkSecret: (value) => (readPublicKey(value)?.asymmetricKeyType === 'ec' ? undefined : 'Give the key as JSON, as Plaid serves it.'),
    detect: (headers) => hasHeader(headers, header),
    identify: identifyBy({ type: [{ path: 'webhook_type' }], action: { path: 'webhook_code' } }),
    requiredKey,
    samples: [
      jsonSample(
        'TRANSACTIONS.SYNC_UPDATES_AVAILABLE',
        'Transactions changed',
        ({ id }) => ({ webhook_type: 'TRANSACTIONS', webhook_code: 'SYNC_UPDATES_AVAILABLE', item_id: id, environment: 'sandbox' }),
        () => [[header, '']]
      )
    ]
  },
  { claim, needsProviderKey: true, afterMatch: checkBody }
)

function claim(request: SignedRequest): Claim | Failure {
  const token = oneToken(request.headers, header, ['ES256'])
  if ('status' in token) return token
  const atMs = timeClaim(token, 'iat')
  if (atMs === undefined) return timestampFailure('malformed_header', `The token in ${header} has no time "iat".`)
  return {
    signatures: [token.signature],
    contents: [[token.signed]],
    time: { text: String(atMs / 1000), atMs },
    matches: (secret) => matches(token, secret)
  }
}

function matches(token: Token, secret: string): boolean | Failure {
  const key = readPublicKey(secret)
  if (key === undefined) return unfitSecret
  const keyId = fieldAt(parseJson(Buffer.from(secret)), ['kid'])
  if (keyId !== undefined && keyId !== token.keyId)
    return failure('key_unavailable', 'The delivery is signed with another key than the pinned one.')
  return isSignedWithEs256(token, key)
}

function checkBody(_claim: Claim, request: SignedRequest): Failure | undefined {
  const token = oneToken(request.headers, header, ['ES256'])
  if ('status' in token) return token
  if (sameText(sha256Hex(request.body), textClaim(token, 'request_body_sha256') ?? '')) return undefined
  return failure('signature_mismatch', 'The body is not the one whose hash is signed. It was changed on the way.')
}

function requiredKey(request: SignedRequest, settings: SchemeSettings): RequiredKey | undefined {
  const token = oneToken(request.headers, header, ['ES256'])
  if ('status' in token || token.keyId === undefined) return undefined
  const host = settings.options['environment'] === 'sandbox' ? 'sandbox.plaid.com' : 'production.plaid.com'
  return { kind: 'jwk', url: `https://${host}/webhook_verification_key/get`, keyId: token.keyId.slice(0, 128) }
}
