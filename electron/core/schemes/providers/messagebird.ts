/** MessageBird, now Bird: a token that holds the hashes of address and body. */
import type { HeaderPair } from '../../../contract/index.ts'
import { parseAddressOptions } from '../address-hmac.ts'
import { sameText } from '../compare.ts'
import { sha256Hex } from '../digest.ts'
import { failure, timestampFailure, type Failure } from '../failure.ts'
import { hasHeader } from '../headers.ts'
import type { EventIdentity, Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { hmacTokenClaim, oneToken, textClaim, timeClaim, writeToken, type Token } from '../jwt.ts'
import { bodyFields } from '../body-fields.ts'
import { inIso, jsonSample } from '../samples.ts'
import { addressOption, signedAddresses } from '../signed-address.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'

const header = 'MessageBird-Signature-JWT'
const algorithms = ['HS256', 'HS384', 'HS512']

export const scheme: Scheme = signatureScheme(
  {
    id: 'messagebird',
    label: 'MessageBird (Bird)',
    group: 'Mail and messages',
    docsUrl: 'https://developers.messagebird.com/api/#verifying-http-requests',
    signatureHeaders: [header],
    toleranceSeconds: 5,
    secretHint: 'The signing key from the developer settings.',
    optionFields: [addressOption],
    parseOptions: parseAddressOptions,
    success: 'Any 2xx.',
    notes: ['The address is signed: it must be the public one. The tolerance is the leeway for the times in the token.'],
    detect: (headers) => hasHeader(headers, header),
    identify,
    sign,
    samples: [
      jsonSample('message.created', 'A message came', (event) => ({
        type: 'message.created',
        message: { id: event.id, type: 'text', direction: 'received', content: { text: 'Hello' }, createdDatetime: inIso(event) }
      }))
    ]
  },
  { claim, afterMatch: checkClaims }
)

function claim(request: SignedRequest): Claim | Failure {
  const token = oneToken(request.headers, header, algorithms)
  return 'status' in token ? token : hmacTokenClaim(token)
}

function checkClaims(_claim: Claim, request: SignedRequest, now: number, settings: SchemeSettings): Failure | undefined {
  const token = oneToken(request.headers, header, algorithms)
  if ('status' in token) return token
  if (textClaim(token, 'iss') !== 'MessageBird')
    return failure('signature_mismatch', 'The token is signed, but was not issued by MessageBird.')
  const urlHash = textClaim(token, 'url_hash') ?? ''
  const isOurs = signedAddresses(request, settings).map((address) => sameText(sha256Hex(address), urlHash))
  if (!isOurs.includes(true))
    return failure('signature_mismatch', 'The address is not the one whose hash is signed. Is the public address right?')
  const bodyHash = request.body.length === 0 ? '' : sha256Hex(request.body)
  if (!sameText(bodyHash, textClaim(token, 'payload_hash') ?? '')) {
    return failure('signature_mismatch', 'The body is not the one whose hash is signed. It was changed on the way.')
  }
  return checkTimes(token, now, settings)
}

function checkTimes(token: Token, now: number, { toleranceSeconds }: SchemeSettings): Failure | undefined {
  const expiresAt = timeClaim(token, 'exp')
  const validFrom = timeClaim(token, 'nbf')
  if (expiresAt !== undefined && now > expiresAt + toleranceSeconds * 1000) {
    return timestampFailure('timestamp_out_of_tolerance', `The token expired ${Math.floor((now - expiresAt) / 1000)} s ago.`)
  }
  if (validFrom !== undefined && now < validFrom - toleranceSeconds * 1000) {
    return timestampFailure('timestamp_out_of_tolerance', `The token is not valid for another ${Math.ceil((validFrom - now) / 1000)} s.`)
  }
  return undefined
}

function sign(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): HeaderPair[] {
  const seconds = Math.floor(now / 1000)
  const [address = ''] = signedAddresses(request, settings)
  const hash = sha256Hex(request.body)
  const claims = { iss: 'MessageBird', nbf: seconds, iat: seconds, exp: seconds + 60, jti: hash.slice(0, 32), url_hash: sha256Hex(address) }
  const token = writeToken('HS256', request.body.length === 0 ? claims : { ...claims, payload_hash: hash }, secret)
  return token === undefined ? [] : [[header, token]]
}

function identify(request: SignedRequest): EventIdentity {
  const token = oneToken(request.headers, header, algorithms)
  const eventId = 'status' in token ? undefined : textClaim(token, 'jti')
  const [eventType] = bodyFields(request.body, [['type']])
  return { ...(eventId === undefined ? {} : { eventId: eventId.slice(0, 256) }), ...(eventType === undefined ? {} : { eventType }) }
}
