/** Any HMAC over the body: the plain scheme of the guide, and whatever a developer's own sender does. */
import type { GenericOptions, HeaderPair, SchemeOptionField } from '../../../contract/index.ts'
import { genericOptions } from '../../../contract/index.ts'
import { AppError } from '../../errors.ts'
import { headerBytes } from '../encoding.ts'
import { missingHeader, timestampFailure, type Failure } from '../failure.ts'
import { headerValues } from '../headers.ts'
import { hmacClaim, hmacText } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { parseSchemeOptions } from '../options.ts'
import { oneHeader, withoutPrefix } from '../read-claim.ts'
import type { Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { carriesSignature, signatureScheme, type Claim, type SignedContent } from '../signature-scheme.ts'
import { checkTolerance, formatTime, type ClaimedTime } from '../timestamps.ts'

const defaults = genericOptions.parse({})

export const scheme: Scheme = signatureScheme(
  {
    id: 'generic',
    label: 'Generic HMAC',
    group: 'Any sender',
    family: true,
    docsUrl: 'https://en.wikipedia.org/wiki/HMAC',
    signatureHeaders: [defaults.header],
    timestampHeader: defaults.timestampHeader,
    secretHint: 'Any text that sender and receiver share; its UTF-8 bytes are the key.',
    toleranceSeconds: 300,
    refusesFutureTimestamps: true,
    optionFields: optionFields(),
    parseOptions,
    variants: {
      'hmac-sha256-hex-body': { requireTimestamp: true },
      'hmac-sha256-hex-timestamp-dot-body': { requireTimestamp: true, signedContent: '{timestamp}.{body}' }
    },
    rotation: 'Several secrets may be given; any match is enough.',
    notes: [
      'By default the timestamp is not part of what is signed, so it protects against nothing but mistakes. Sign {timestamp}.{body} where the sender can.'
    ],
    detect: (headers) => carriesSignature(headers, [defaults.header]),
    identify: identifyBy({
      id: [{ header: 'X-Event-Id' }, { header: 'webhook-id' }, { header: 'Idempotency-Key' }, { path: 'id' }, { path: 'event_id' }],
      type: [{ header: 'X-Event-Type' }, { path: 'event' }, { path: 'type' }]
    }),
    sign,
    samples: [
      {
        type: 'order.paid',
        label: 'An order was paid',
        body: ({ id, now }) =>
          JSON.stringify({
            id: `evt_${id}`,
            event: 'order.paid',
            createdAt: new Date(now).toISOString(),
            data: { order: 1042, amount: 1999 }
          })
      },
      {
        type: 'fail_test',
        label: 'The event that fails on purpose',
        body: ({ id }) => JSON.stringify({ id: `evt_${id}`, event: 'fail_test' })
      }
    ]
  },
  {
    claim,
    isSigned: (request, settings) => carriesSignature(request.headers, [optionsOf(settings).header]),
    signatureName: (settings) => optionsOf(settings).header,
    withoutSecret: (request, now, settings) => checkTimestamp(request, now, settings),
    afterMatch: (_claim, request, now, settings) => checkTimestamp(request, now, settings)
  }
)

function claim(request: SignedRequest, settings: SchemeSettings): Claim | Failure {
  const options = optionsOf(settings)
  const value = oneHeader(request.headers, options.header)
  if (typeof value !== 'string') return value
  const signature = withoutPrefix(value, options.prefix, options.header)
  if (typeof signature !== 'string') return signature
  if (!signsTimestamp(options)) return hmacClaim(options, { signatures: [signature], contents: [contentOf(options, '', request.body)] })
  const time = readTime(request, { ...options, requireTimestamp: true })
  if (time === undefined) return missingHeader(options.timestampHeader)
  if ('status' in time) return time
  return hmacClaim(options, { signatures: [signature], contents: [contentOf(options, time.text, request.body)] })
}

function checkTimestamp(request: SignedRequest, now: number, settings: SchemeSettings): Failure | undefined {
  const options = optionsOf(settings)
  const time = readTime(request, options)
  if (time === undefined || 'status' in time) return time
  return checkTolerance(time, now, { seconds: settings.toleranceSeconds, name: options.timestampHeader })
}

/** The timestamp; nothing when there is none and none is needed. Unlike providers, home-made senders may give a fraction. */
function readTime(request: SignedRequest, options: GenericOptions): ClaimedTime | Failure | undefined {
  if (
    options.timestampHeader === '' ||
    (!options.requireTimestamp && headerValues(request.headers, options.timestampHeader).length === 0)
  ) {
    return undefined
  }
  const text = oneHeader(request.headers, options.timestampHeader)
  if (typeof text !== 'string') return { ...text, about: 'timestamp' }
  if (/^\d{1,13}(\.\d{1,9})?$/.test(text)) return { text, atMs: Math.floor(Number(text) * 1000) }
  return timestampFailure('malformed_header', `${options.timestampHeader} is not a number of seconds.`)
}

function sign(request: SignedRequest, secret: string, now: number, settings: SchemeSettings): HeaderPair[] {
  const options = optionsOf(settings)
  const time = formatTime(now, 'seconds')
  const signature = secret === '' ? undefined : hmacText(options, secret, contentOf(options, time, request.body))
  if (signature === undefined) return []
  const stamped = options.timestampHeader !== '' && (options.requireTimestamp || signsTimestamp(options) || hasTimestamp(request, options))
  const signed: HeaderPair = [options.header, `${options.prefix}${signature}`]
  return stamped ? [[options.timestampHeader, time], signed] : [signed]
}

function hasTimestamp(request: SignedRequest, options: GenericOptions): boolean {
  return headerValues(request.headers, options.timestampHeader).length > 0
}

function signsTimestamp(options: GenericOptions): boolean {
  return options.signedContent.includes('{timestamp}')
}

/** Fills the template. Only the template's own placeholders are replaced, never what stands in a header or the body. */
function contentOf(options: GenericOptions, timestamp: string, body: Uint8Array): SignedContent {
  if (options.signedContent === '{body}') return [body]
  return options.signedContent.split(/(\{timestamp\}|\{body\})/).map((piece) => {
    if (piece === '{body}') return body
    return piece === '{timestamp}' ? headerBytes(timestamp) : piece
  })
}

function optionsOf(settings: SchemeSettings): GenericOptions {
  return { ...defaults, ...settings.options }
}

function parseOptions(options: Readonly<Record<string, unknown>>): GenericOptions {
  const parsed = parseSchemeOptions(genericOptions, options)
  if (!parsed.signedContent.includes('{body}')) {
    throw new AppError(
      'UNPROCESSABLE',
      'The scheme option "signedContent" needs {body} in it: what is not signed can be changed by anyone.'
    )
  }
  if (signsTimestamp(parsed) && parsed.timestampHeader === '') {
    throw new AppError('UNPROCESSABLE', 'The scheme option "timestampHeader" is empty, but the signed content needs a timestamp.')
  }
  return parsed
}

function optionFields(): SchemeOptionField[] {
  const content = 'What is signed, with {timestamp} and {body} in place. With {timestamp} in it an old request cannot be sent again.'
  return [
    { name: 'header', label: 'Signature header', kind: 'text', default: defaults.header },
    {
      name: 'prefix',
      label: 'Before the signature',
      kind: 'text',
      default: defaults.prefix,
      help: 'Such as sha256= where the sender writes it.'
    },
    { name: 'algorithm', label: 'Algorithm', kind: 'choice', choices: ['sha1', 'sha256', 'sha512'], default: defaults.algorithm },
    { name: 'encoding', label: 'Encoding', kind: 'choice', choices: ['hex', 'base64', 'base64url'], default: defaults.encoding },
    { name: 'signedContent', label: 'Signed content', kind: 'text', default: defaults.signedContent, help: content },
    { name: 'timestampHeader', label: 'Timestamp header', kind: 'text', default: defaults.timestampHeader },
    { name: 'requireTimestamp', label: 'Timestamp required', kind: 'switch', default: defaults.requireTimestamp }
  ]
}
