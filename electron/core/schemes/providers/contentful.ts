/** Contentful: an HMAC over a canonical form of method, path, chosen headers and body. */
import { isUtf8 } from 'node:buffer'
import { escape } from 'node:querystring'
import type { HeaderPair } from '../../../contract/index.ts'
import { headerBytes } from '../encoding.ts'
import { failure, type Failure } from '../failure.ts'
import { hasHeader } from '../headers.ts'
import { hmacClaim, hmacText, type HmacRule } from '../hmac.ts'
import { identifyBy } from '../identity.ts'
import { oneHeader, oneTimestamp } from '../read-claim.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim, type SignedContent } from '../signature-scheme.ts'
import { formatTime } from '../timestamps.ts'

const signatureHeader = 'x-contentful-signature'
const listHeader = 'x-contentful-signed-headers'
const timestampHeader = 'x-contentful-timestamp'
const rule: HmacRule = { algorithm: 'sha256', encoding: 'hex' }

export const scheme: Scheme = signatureScheme(
  {
    id: 'contentful',
    label: 'Contentful',
    group: 'Content',
    docsUrl: 'https://www.contentful.com/developers/docs/webhooks/request-verification/',
    signatureHeaders: [signatureHeader],
    timestampHeader,
    toleranceSeconds: 30,
    secretHint: 'The request verification secret of the space, 64 characters. It looks like hex but is used as text.',
    rotation: 'One secret is active; keep both here while you change it.',
    success: 'Any 2xx, as commonly reported within 30 s.',
    answerWithinSeconds: 30,
    retries: {
      delaysSeconds: [30, 30],
      summary: 'As commonly reported: twice more, 30 s apart, for 429 and 5xx.',
      source: 'https://www.contentful.com/developers/docs/webhooks/',
      readOn: '2026-11'
    },
    notes: ['The timestamp is in milliseconds. 30 s of tolerance are tight for a clock that is off.'],
    checkSecret: (value) => (/^[0-9A-Za-z_-]{64}$/.test(value.trim()) ? undefined : 'The secret has 64 characters.'),
    detect: (headers) => hasHeader(headers, signatureHeader) || hasHeader(headers, 'X-Contentful-Topic'),
    identify: identifyBy({
      id: [{ header: 'X-Contentful-Idempotency-Key' }, { path: 'sys.id' }],
      type: [{ header: 'X-Contentful-Topic' }]
    }),
    sign,
    samples: [
      jsonSample(
        'ContentManagement.Entry.publish',
        'An entry was published',
        (event) => ({ sys: { type: 'Entry', id: event.id, revision: 1, updatedAt: inIso(event) }, fields: { title: { en: 'Hello' } } }),
        ({ id }) => [
          ['X-Contentful-Topic', 'ContentManagement.Entry.publish'],
          ['X-Contentful-Webhook-Name', 'Sample'],
          ['X-Contentful-Idempotency-Key', id]
        ]
      )
    ]
  },
  { claim }
)

function claim(request: SignedRequest): Claim | Failure {
  const signature = oneHeader(request.headers, signatureHeader)
  if (typeof signature !== 'string') return signature
  const list = oneHeader(request.headers, listHeader)
  if (typeof list !== 'string') return list
  const time = oneTimestamp(request.headers, timestampHeader, 'milliseconds')
  if ('status' in time) return time
  const names = list.split(',').map((name) => name.trim().toLowerCase())
  if (!names.includes(timestampHeader))
    return failure('malformed_header', `${listHeader} does not name ${timestampHeader}, so the time is not signed.`)
  const lines: string[] = []
  for (const name of [...new Set(names)].toSorted()) {
    const value = oneHeader(request.headers, name)
    if (typeof value !== 'string') return value
    lines.push(`${name}:${value.trim()}`)
  }
  return hmacClaim(rule, {
    signatures: [signature],
    contents: writings(request.body).map((body) => canonical({ ...request, body }, lines)),
    time
  })
}

function sign(request: SignedRequest, secret: string, now: number): HeaderPair[] {
  const time = formatTime(now, 'milliseconds')
  const listed = oneHeader(request.headers, listHeader)
  const names = typeof listed === 'string' ? listed.split(',').map((name) => name.trim().toLowerCase()) : ['content-type']
  const known = names.filter(
    (name) => name !== listHeader && name !== timestampHeader && typeof oneHeader(request.headers, name) === 'string'
  )
  const list = [...new Set([...known, listHeader, timestampHeader])].toSorted().join(',')
  const fresh = new Map([
    [listHeader, list],
    [timestampHeader, time]
  ])
  const lines = list.split(',').map((name) => `${name}:${fresh.get(name) ?? textOf(oneHeader(request.headers, name)).trim()}`)
  const signature = secret === '' ? undefined : hmacText(rule, secret, canonical(request, lines))
  return signature === undefined ? [] : [...fresh, [signatureHeader, signature]]
}

function textOf(value: string | Failure): string {
  return typeof value === 'string' ? value : ''
}

function canonical(request: SignedRequest, lines: readonly string[]): SignedContent {
  return [`${request.method}\n${encodedPath(request.url)}\n`, headerBytes(lines.join(';')), '\n', request.body]
}

/** Contentful signs the body as text: what is no UTF-8 was replaced before. */
function writings(body: Uint8Array): Uint8Array[] {
  return isUtf8(body) ? [body] : [body, Buffer.from(Buffer.from(body).toString('utf8'), 'utf8')]
}

/** The query is escaped as a whole, then the address once more: odd, but what the toolkit of Contentful does. */
function encodedPath(url: string): string {
  const [path = '', search = ''] = url.toWellFormed().split('?')
  return encodeURI(search === '' ? path : `${path}?${escape(search)}`)
}
