/** HubSpot: version 3 is an HMAC over method, address, body and time; versions 1 and 2 hash the secret in front of the content. */
import type { HeaderPair } from '../../../contract/index.ts'
import { sameText } from '../compare.ts'
import { sha256Hex } from '../digest.ts'
import { failure, type Failure } from '../failure.ts'
import { hasHeader, headerValue } from '../headers.ts'
import { hmacClaim, hmacText, type HmacRule } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { parseAddressOptions } from '../address-hmac.ts'
import { oneHeader, oneTimestamp } from '../read-claim.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { addressOption, signedAddresses } from '../signed-address.ts'
import { joinContent, signatureScheme, type Claim, type SignedContent } from '../signature-scheme.ts'
import { formatTime } from '../timestamps.ts'

const v3Header = 'X-HubSpot-Signature-v3'
const oldHeader = 'X-HubSpot-Signature'
const versionHeader = 'X-HubSpot-Signature-Version'
const timestampHeader = 'X-HubSpot-Request-Timestamp'
const rule: HmacRule = { algorithm: 'sha256', encoding: 'base64' }

export const scheme: Scheme = signatureScheme(
  {
    id: 'hubspot',
    label: 'HubSpot',
    group: 'Work',
    docsUrl: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation',
    signatureHeaders: [v3Header, oldHeader],
    timestampHeader,
    toleranceSeconds: 300,
    secretHint: "The app's client secret.",
    optionFields: [addressOption],
    parseOptions: parseAddressOptions,
    success: 'Any 2xx, as commonly reported within 5 s.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [60, 300, 900, 1800, 3600, 7200, 10_800, 14_400, 18_000, 21_600],
      summary: 'As commonly reported: up to 10 times over 24 h, at random distances. The times here are an approximation.',
      source: 'https://developers.hubspot.com/docs/api-reference/webhooks-webhooks-v3/guide',
      readOn: '2026-11'
    },
    notes: [
      'Versions 2 and 3 sign the address as HubSpot called it; version 1 signs the body alone.',
      'Versions 1 and 2 have no timestamp: an old delivery verifies for ever.'
    ],
    detect: (headers) => hasHeader(headers, v3Header) || hasHeader(headers, oldHeader),
    identify: identifyBy({
      id: [{ path: '0.eventId' }, { path: 'eventId' }],
      type: [{ path: '0.subscriptionType' }, { path: 'subscriptionType' }]
    }),
    sign,
    samples: [
      jsonSample('contact.creation', 'A contact was created', ({ now }) => [
        {
          eventId: now % 4_294_967_291,
          subscriptionId: 12_345,
          portalId: 62_515,
          occurredAt: now,
          subscriptionType: 'contact.creation',
          attemptNumber: 0,
          objectId: 123,
          changeSource: 'CRM'
        }
      ])
    ]
  },
  { claim, signatureName: () => 'The HubSpot signature' }
)

function claim(request: SignedRequest, settings: SchemeSettings): Claim | Failure {
  return !hasHeader(request.headers, v3Header) && hasHeader(request.headers, oldHeader)
    ? claimOld(request, settings)
    : claimV3(request, settings)
}

function claimV3(request: SignedRequest, settings: SchemeSettings): Claim | Failure {
  const signature = oneHeader(request.headers, v3Header)
  if (typeof signature !== 'string') return signature
  const time = oneTimestamp(request.headers, timestampHeader, 'milliseconds')
  if ('status' in time) return time
  const contents = signedAddresses(request, settings).flatMap((address) =>
    writings(address).map((text) => v3Content(request, text, time.text))
  )
  return hmacClaim(rule, { signatures: [signature], contents, time })
}

function claimOld(request: SignedRequest, settings: SchemeSettings): Claim | Failure {
  const signature = oneHeader(request.headers, oldHeader)
  if (typeof signature !== 'string') return signature
  const version = headerValue(request.headers, versionHeader) ?? 'v1'
  if (version !== 'v1' && version !== 'v2') return failure('unsupported_algorithm', `${versionHeader} is neither v1 nor v2.`)
  const contents = version === 'v1' ? [[request.body]] : signedAddresses(request, settings).map((address) => v2Content(request, address))
  return {
    signatures: [signature],
    contents,
    expected: (secret) => sha256Hex(secret, joinContent(contents[0] ?? [])),
    matches: (secret) => contents.map((content) => sameText(sha256Hex(secret, ...content), signature)).includes(true)
  }
}

function sign(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): HeaderPair[] {
  const [address = ''] = signedAddresses(request, settings)
  if (secret === '') return []
  if (!hasHeader(request.headers, v3Header) && hasHeader(request.headers, oldHeader)) {
    const version = headerValue(request.headers, versionHeader) === 'v2' ? 'v2' : 'v1'
    const content = version === 'v2' ? v2Content(request, address) : [request.body]
    return [
      [versionHeader, version],
      [oldHeader, sha256Hex(secret, ...content)]
    ]
  }
  const time = formatTime(now, 'milliseconds')
  const signature = hmacText(rule, secret, v3Content(request, writings(address)[0] ?? '', time))
  return signature === undefined
    ? []
    : [
        [timestampHeader, time],
        [v3Header, signature]
      ]
}

function v2Content(request: SignedRequest, address: string): SignedContent {
  return [request.method, address, request.body]
}

function v3Content(request: SignedRequest, address: string, time: string): SignedContent {
  return [request.method, address, request.body, time]
}

/** The documentation decodes certain percent codes of the address before signing; the library of HubSpot signs it as it stands. */
function writings(address: string): string[] {
  const decoded = address.replaceAll(/%(?:3A|2F|40|21|24|27|28|29|2A|2C|3B)/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16))
  )
  return decoded === address ? [address] : [decoded, address]
}
