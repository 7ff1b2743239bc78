/** Twilio: forms sign the address and the sorted fields; other bodies sign the address, which then holds the body's hash. */
import { parse, stringify } from 'node:querystring'
import type { HeaderPair } from '../../../contract/index.ts'
import { parseAddressOptions } from '../address-hmac.ts'
import { sameText } from '../compare.ts'
import { sha256Hex } from '../digest.ts'
import { failure, type Failure } from '../failure.ts'
import { formFields, isForm } from '../form.ts'
import { hasHeader, headerValue } from '../headers.ts'
import { hmacClaim, hmacText, type HmacRule } from '../hmac.ts'
import { oneHeader } from '../read-claim.ts'
import type { EventIdentity, SampleIdentity, Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { addressOption, signedAddresses } from '../signed-address.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'
import { queryOf } from '../token-scheme.ts'

const header = 'X-Twilio-Signature'
const rule: HmacRule = { algorithm: 'sha1', encoding: 'base64' }

export const scheme: Scheme = signatureScheme(
  {
    id: 'twilio',
    label: 'Twilio',
    group: 'Mail and messages',
    docsUrl: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
    signatureHeaders: [header],
    secretHint: "The account's primary auth token, 32 hex digits.",
    optionFields: [addressOption],
    parseOptions: parseAddressOptions,
    rotation: 'Only the primary token signs; promote the secondary one to change it.',
    success: 'Any 2xx, as commonly reported within 15 s.',
    answerWithinSeconds: 15,
    retries: {
      delaysSeconds: [0],
      summary: 'As commonly reported: once when the connection fails; the address may ask for more by its fragment (#rc=5&rp=all).',
      source: 'https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides',
      readOn: '2026-11'
    },
    notes: [
      'The address must be the public one: scheme, host and query byte for byte. Behind a proxy that ends TLS it is still https.',
      'SHA-1 is the only algorithm for the signature.'
    ],
    detect: (headers) => hasHeader(headers, header),
    identify,
    rewrite,
    sign,
    samples: [
      { type: 'received', label: 'A message came', contentType: 'application/x-www-form-urlencoded', body: message, headers: idempotency }
    ]
  },
  { claim, afterMatch: checkBodyHash }
)

function claim(request: SignedRequest, settings: SchemeSettings): Claim | Failure {
  const signature = oneHeader(request.headers, header)
  if (typeof signature !== 'string') return signature
  const missing = request.body.length > 0 && !isForm(request) && bodyHashOf(request, settings) === undefined
  if (missing) return failure('missing_header', 'The address has no bodySHA256, so the body is not signed.')
  const fields = fieldsText(request, settings)
  const addresses = new Set(signedAddresses(request, settings).flatMap(writings))
  return hmacClaim(rule, { signatures: [signature], contents: [...addresses].map((address) => [`${address}${fields}`]) })
}

function checkBodyHash(_claim: Claim, request: SignedRequest, _now: number, settings: SchemeSettings): Failure | undefined {
  const hash = bodyHashOf(request, settings)
  if (hash === undefined || sameText(sha256Hex(request.body), hash)) return undefined
  return failure('signature_mismatch', 'The body is not the one whose hash stands in the address as bodySHA256.')
}

function rewrite(request: SignedRequest, secret: string, _now: number, settings: SchemeSettings): SignedRequest | undefined {
  if (secret === '') return undefined
  if (bodyHashOf(request, settings) === undefined && (isForm(request) || request.body.length === 0)) return request
  const hash = sha256Hex(request.body)
  const { publicUrl } = request
  return {
    ...request,
    url: withBodyHash(request.url, hash),
    ...(publicUrl === undefined ? {} : { publicUrl: withBodyHash(publicUrl, hash) })
  }
}

function sign(request: SignedRequest, secret: string, _now: number, settings: SchemeSettings): HeaderPair[] {
  const [address = ''] = signedAddresses(request, settings)
  const signature = secret === '' ? undefined : hmacText(rule, secret, [`${address}${fieldsText(request, settings)}`])
  return signature === undefined ? [] : [[header, signature]]
}

function bodyHashOf(request: SignedRequest, settings: SchemeSettings): string | undefined {
  return queryOf(signedAddresses(request, settings)[0] ?? '').get('bodySHA256') ?? undefined
}

function withBodyHash(url: string, hash: string): string {
  if (/[?&]bodySHA256=/.test(url)) return url.replace(/([?&]bodySHA256=)[^&#]*/, `$1${hash}`)
  return `${url}${url.includes('?') ? '&' : '?'}bodySHA256=${hash}`
}

/** Fields sorted by name; the values of a repeated name without doubles and sorted, each with the name before it. */
function fieldsText(request: SignedRequest, settings: SchemeSettings): string {
  if (!isForm(request) || bodyHashOf(request, settings) !== undefined) return ''
  const fields = formFields(request)
  const names = [...new Set(fields.keys())].toSorted(byCodeUnits)
  return names.flatMap((name) => [...new Set(fields.getAll(name))].toSorted(byCodeUnits).map((value) => `${name}${value}`)).join('')
}

function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Twilio signs with or without the port, and some of its back ends write the query anew: its library accepts the same. */
function writings(address: string): string[] {
  const [, beginning = '', host = '', port = '', rest = ''] =
    /^([a-z][a-z0-9+.-]*:\/\/)((?:\[[^\]]*\]|[^/?#:])*)(:\d*)?(.*)$/is.exec(address) ?? []
  if (beginning === '') return [address]
  const usual = beginning.toLowerCase() === 'https://' ? ':443' : ':80'
  const plain = [`${beginning}${host}${rest}`, `${beginning}${host}${port === '' ? usual : port}${rest}`]
  return [...plain, ...plain.map(withQueryWrittenAnew)]
}

function withQueryWrittenAnew(address: string): string {
  const mark = address.indexOf('?')
  return mark === -1 ? address : `${address.slice(0, mark)}?${stringify(parse(address.slice(mark + 1).toWellFormed()))}`
}

function identify(request: SignedRequest): EventIdentity {
  const fields = formFields(request)
  const eventId = headerValue(request.headers, 'I-Twilio-Idempotency-Token') ?? fields.get('MessageSid') ?? fields.get('CallSid')
  const eventType = fields.get('MessageStatus') ?? fields.get('SmsStatus') ?? fields.get('CallStatus') ?? fields.get('EventType')
  return { ...(eventId ? { eventId: eventId.slice(0, 256) } : {}), ...(eventType ? { eventType: eventType.slice(0, 256) } : {}) }
}

function message({ id }: SampleIdentity): string {
  const fields = {
    AccountSid: 'AC00000000000000000000000000000000',
    MessageSid: `SM${id}`,
    SmsStatus: 'received',
    From: '+15550000001',
    Body: 'Hello'
  }
  return new URLSearchParams(fields).toString()
}

function idempotency({ id }: SampleIdentity): HeaderPair[] {
  return [['I-Twilio-Idempotency-Token', id]]
}
