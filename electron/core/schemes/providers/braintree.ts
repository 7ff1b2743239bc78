/** Braintree: a form with a payload and signatures of it, one for each API key pair. */
import { createHash } from 'node:crypto'
import { decodeBase64 } from '../encoding.ts'
import { failure, missingHeader, unfitSecret, type Failure } from '../failure.ts'
import { formFields } from '../form.ts'
import { textAnswer } from '../handshake.ts'
import { hmacClaim, hmacText, type HmacRule } from '../hmac.ts'
import type { EventIdentity, HandshakeAnswer, SampleIdentity, Scheme, SchemeSecret, SignedRequest } from '../scheme.ts'
import { signatureScheme, type Claim } from '../signature-scheme.ts'
import { queryOf } from '../token-scheme.ts'

const rule: HmacRule = { algorithm: 'sha1', encoding: 'hex', keyOf: (privateKey) => createHash('sha1').update(privateKey).digest() }
const place = 'bt_signature in the form'

export const scheme: Scheme = signatureScheme(
  {
    id: 'braintree',
    label: 'Braintree',
    group: 'Payments',
    docsUrl: 'https://developer.paypal.com/braintree/docs/guides/webhooks/parse',
    signatureHeaders: [],
    signsWholeBody: false,
    secretHint: 'The public and the private API key, with "|" between them.',
    rotation: 'One signature for each API key pair; the one of your public key counts.',
    success: 'Any 2xx, as commonly reported within 30 s.',
    answerWithinSeconds: 30,
    retries: {
      delaysSeconds: [3600, 3600, 3600],
      summary: 'As commonly reported: hourly, for 3 h in the sandbox and 24 h in production. The first three are listed here.',
      source: 'https://developer.paypal.com/braintree/docs/guides/webhooks/overview',
      readOn: '2026-11'
    },
    handshakeSummary: 'GET ?bt_challenge=…: answered with the public key and the HMAC of the challenge.',
    notes: ['SHA-1 is the only algorithm. The time stands in the XML and is not checked.'],
    checkSecret: (value) => (keysOf(value) === undefined ? 'Give the public and the private key with "|" between them.' : undefined),
    detect: (_headers, body) => Buffer.from(body.subarray(0, 16)).toString('latin1').startsWith('bt_signature='),
    identify,
    handshake: answerChallenge,
    rewrite,
    sign: () => [],
    samples: [
      {
        type: 'subscription_canceled',
        label: 'A subscription was cancelled',
        contentType: 'application/x-www-form-urlencoded',
        body: (event) => new URLSearchParams({ bt_signature: '', bt_payload: payloadOf(event) }).toString()
      }
    ]
  },
  { claim, isSigned: (request) => !('status' in claim(request)), signatureName: () => place }
)

function claim(request: SignedRequest): Claim | Failure {
  const fields = formFields(request)
  const [list, payload] = [fields.get('bt_signature'), fields.get('bt_payload')]
  if (list === null || list === '' || payload === null) return missingHeader(place)
  if (/[^A-Za-z0-9+/=\n]/.test(payload)) return failure('malformed_header', 'bt_payload has characters that base64 does not have.')
  const pairs = list.split('&').map((pair) => pair.split('|'))
  const claimOf = (publicKey: string): Claim | undefined => {
    const signature = pairs.find(([key]) => key === publicKey)?.[1]
    // The last line break of the payload may have been lost on the way.
    return signature === undefined ? undefined : hmacClaim(rule, { signatures: [signature], contents: [[payload], [`${payload}\n`]] })
  }
  return {
    signatures: pairs.map(([, signature = '']) => signature),
    contents: [[payload]],
    expected: (secret) => hmacText(rule, keysOf(secret)?.privateKey ?? '', [payload]),
    matches: (secret) => {
      const keys = keysOf(secret)
      if (keys === undefined) return unfitSecret
      const other = failure('key_unavailable', 'The delivery is signed for another public key.')
      return claimOf(keys.publicKey)?.matches(keys.privateKey) ?? other
    }
  }
}

function answerChallenge(request: SignedRequest, secrets: readonly SchemeSecret[]): HandshakeAnswer | undefined {
  const challenge = request.method === 'GET' ? queryOf(request.url).get('bt_challenge') : null
  const keys = secrets.map(({ value }) => keysOf(value)).find((found) => found !== undefined)
  if (challenge === null || !/^[a-f0-9]{20,32}$/.test(challenge) || keys === undefined) return undefined
  return textAnswer(`${keys.publicKey}|${hmacText(rule, keys.privateKey, [challenge])}`, 'Braintree checked the address with a challenge.')
}

function rewrite(request: SignedRequest, secret: string): SignedRequest | undefined {
  const keys = keysOf(secret)
  const fields = formFields(request)
  const payload = fields.get('bt_payload')
  if (keys === undefined || payload === null) return undefined
  fields.set('bt_signature', `${keys.publicKey}|${hmacText(rule, keys.privateKey, [payload])}`)
  return { ...request, body: Buffer.from(fields.toString()) }
}

function keysOf(secret: string): { readonly publicKey: string; readonly privateKey: string } | undefined {
  const cut = secret.indexOf('|')
  const [publicKey, privateKey] = [secret.slice(0, cut), secret.slice(cut + 1)]
  return cut < 1 || privateKey === '' ? undefined : { publicKey, privateKey }
}

function identify(request: SignedRequest): EventIdentity {
  const payload = (formFields(request).get('bt_payload') ?? '').replaceAll('\n', '')
  const xml = Buffer.from(decodeBase64(payload) ?? []).toString('utf8')
  const kind = /<kind>([a-z_]{1,64})<\/kind>/.exec(xml)?.[1]
  return kind === undefined ? {} : { eventType: kind }
}

/** Base64 in lines of 60, as Ruby writes it. */
function payloadOf({ id, now }: SampleIdentity): string {
  const time = new Date(now).toISOString()
  const xml = `<notification>\n  <timestamp type="datetime">${time}</timestamp>\n  <kind>subscription_canceled</kind>\n  <subject><subscription><id>${id}</id></subscription></subject>\n</notification>\n`
  return Buffer.from(xml).toString('base64').replaceAll(/.{60}/g, '$&\n')
}
