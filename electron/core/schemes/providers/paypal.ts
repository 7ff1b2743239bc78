/** PayPal, signed with an RSA key whose certificate the request names. */
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { hostedAt } from '../allowed-address.ts'
import { headerBytes } from '../encoding.ts'
import { failure, type Failure } from '../failure.ts'
import { hasAllHeaders, signatureScheme, type Claim } from '../signature-scheme.ts'
import { headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { publicKeyClaim } from '../key-claim.ts'
import { parseSchemeOptions } from '../options.ts'
import { isSignedWithRsa, readPublicKey } from '../public-key.ts'
import { oneHeader, oneTimestamp } from '../read-claim.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { RequiredKey, Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'

const signatureHeader = 'PAYPAL-TRANSMISSION-SIG'
const timestampHeader = 'PAYPAL-TRANSMISSION-TIME'
const idHeader = 'PAYPAL-TRANSMISSION-ID'
const certificateHeader = 'PAYPAL-CERT-URL'
const algorithmHeader = 'PAYPAL-AUTH-ALGO'

/** The only hosts that a certificate may come from. */
const certificateHosts = ['api.paypal.com', 'api-m.paypal.com', 'api.sandbox.paypal.com', 'api-m.sandbox.paypal.com']

const paypalOptions = z.object({ webhookId: z.string().max(128).default('') })

export const scheme: Scheme = signatureScheme(
  {
    id: 'paypal',
    label: 'PayPal',
    group: 'Payments',
    docsUrl: 'https://developer.paypal.com/api/rest/webhooks/rest/',
    signatureHeaders: [signatureHeader],
    timestampHeader,
    secretHint: "PayPal's certificate is fetched from PayPal; a certificate or public key as PEM may be pinned instead.",
    secretRequired: false,
    optionFields: [
      {
        name: 'webhookId',
        label: 'Webhook id',
        kind: 'text',
        default: '',
        help: 'The id of the webhook in the developer dashboard. It is part of what is signed and is never sent along.'
      }
    ],
    parseOptions: (options) => parseSchemeOptions(paypalOptions, options),
    rotation: 'A new certificate has a new address.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [60, 300, 900, 3600, 7200, 14_400, 28_800, 43_200, 43_200, 43_200],
      summary: 'As commonly reported: up to 25 times over 3 days. Only the first are listed here, as an approximation.',
      source: 'https://developer.paypal.com/api/rest/webhooks/',
      readOn: '2026-11'
    },
    notes: ['PayPal names no tolerance for the time, so its age is not checked.', 'Events of the simulator do not verify.'],
    checkSecret: (value) => {
      if (/^(WH-)?[0-9A-Z-]{10,40}$/.test(value.trim())) return 'This looks like a webhook id: it belongs into the option "Webhook id".'
      return readPublicKey(value)?.asymmetricKeyType === 'rsa' ? undefined : 'Give a certificate or a public key as PEM.'
    },
    detect: hasAllHeaders(idHeader, signatureHeader),
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'event_type' }] }),
    requiredKey,
    isKeyHost: isCertificateHost,
    samples: [
      jsonSample(
        'PAYMENT.CAPTURE.COMPLETED',
        'A payment was captured',
        (event) => ({
          id: `WH-${event.id}`,
          event_version: '1.0',
          create_time: inIso(event),
          resource_type: 'capture',
          event_type: 'PAYMENT.CAPTURE.COMPLETED',
          resource: { id: '42311647XV020574X', status: 'COMPLETED', amount: { currency_code: 'EUR', value: '19.99' } }
        }),
        (event) => [
          [idHeader, event.id],
          [timestampHeader, inIso(event)],
          [signatureHeader, '']
        ]
      )
    ]
  },
  { claim, needsProviderKey: true }
)

function claim(request: SignedRequest, settings: SchemeSettings): Claim | Failure {
  const signature = oneHeader(request.headers, signatureHeader)
  if (typeof signature !== 'string') return signature
  const id = oneHeader(request.headers, idHeader)
  if (typeof id !== 'string') return id
  const time = oneTimestamp(request.headers, timestampHeader, 'iso')
  if ('status' in time) return time
  const algorithm = oneHeader(request.headers, algorithmHeader)
  if (typeof algorithm !== 'string') return algorithm
  if (algorithm !== 'SHA256withRSA') return failure('unsupported_algorithm', `${algorithmHeader} is not SHA256withRSA.`)
  const address = oneHeader(request.headers, certificateHeader)
  if (typeof address !== 'string') return address
  if (requiredKey(request) === undefined) {
    return failure('key_unavailable', `${certificateHeader} is not an address of PayPal's, so nothing is fetched from it.`)
  }
  const { webhookId } = settings.options
  if (typeof webhookId !== 'string' || webhookId === '') {
    return failure('key_unavailable', 'The option "Webhook id" is empty; it is part of what PayPal signs.')
  }
  const content = [headerBytes(`${id}|${time.text}|`), `${webhookId}|${crc32(request.body)}`]
  return publicKeyClaim({ signature, content, time, verifies: (key, bytes, given) => isSignedWithRsa(key, 'sha256', bytes, given) })
}

function requiredKey(request: SignedRequest): RequiredKey | undefined {
  const url = hostedAt(headerValue(request.headers, certificateHeader) ?? '', isCertificateHost)
  return url?.pathname.startsWith('/v1/notifications/certs/') === true ? { kind: 'certificate', url: url.href, keyId: url.href } : undefined
}

function isCertificateHost(host: string): boolean {
  return certificateHosts.includes(host)
}
