/** AWS SNS, signed with an RSA key whose certificate the message names. */
import { hostedAt } from '../allowed-address.ts'
import { bodyFields, parseJson, textAt } from '../body-fields.ts'
import { failure, missingHeader, type Failure } from '../failure.ts'
import { emptyAnswer } from '../handshake.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { publicKeyClaim } from '../key-claim.ts'
import { isSignedWithRsa, readPublicKey } from '../public-key.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { HandshakeAnswer, RequiredKey, Scheme, SchemeSecret, SignedRequest } from '../scheme.ts'
import { signatureScheme, signerOf, type Claim } from '../signature-scheme.ts'

const typeHeader = 'x-amz-sns-message-type'
const place = 'Signature in the body'
const notificationFields = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
const confirmationFields = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

export const scheme: Scheme = signatureScheme(
  {
    id: 'aws-sns',
    label: 'AWS SNS',
    group: 'Cloud',
    docsUrl: 'https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html',
    signatureHeaders: [],
    signsWholeBody: false,
    secretHint: 'The certificate is fetched from AWS; a certificate or public key as PEM may be pinned instead.',
    secretRequired: false,
    rotation: 'A new certificate has a new address.',
    success: 'Any 2xx within 15 s.',
    answerWithinSeconds: 15,
    retries: {
      delaysSeconds: [20, 20, 20],
      summary: '3 times, 20 s apart; a delivery policy may set up to 100 tries within 3,600 s.',
      source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
      readOn: '2026-11'
    },
    handshakeSummary:
      'SubscriptionConfirmation: answered with 200; the address that confirms the subscription is called only when you agree.',
    notes: [
      'UnsubscribeURL is not signed.',
      'Raw delivery has no signature at all. The content type is text/plain although the body is JSON.',
      'No age is checked: SNS names no tolerance.'
    ],
    checkSecret: (value) => (readPublicKey(value)?.asymmetricKeyType === 'rsa' ? undefined : 'Give a certificate or a public key as PEM.'),
    detect: (headers, body) =>
      hasHeader(headers, typeHeader) || bodyFields(body, [['TopicArn'], ['SigningCertURL']]).every((field) => field !== undefined),
    identify: identifyBy({
      id: [{ header: 'x-amz-sns-message-id' }, { path: 'MessageId' }],
      type: [{ header: typeHeader }, { path: 'Type' }]
    }),
    handshake,
    requiredKey,
    isKeyHost: isSnsHost,
    samples: [
      jsonSample(
        'Notification',
        'A message was published',
        (event) => ({
          Type: 'Notification',
          MessageId: event.id,
          TopicArn: 'arn:aws:sns:us-east-1:000000000000:sample',
          Subject: 'Hello',
          Message: '{"hello":"world"}',
          Timestamp: inIso(event),
          SignatureVersion: '2',
          Signature: '',
          SigningCertURL: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-sample.pem'
        }),
        ({ id }) => [
          [typeHeader, 'Notification'],
          ['x-amz-sns-message-id', id]
        ]
      )
    ]
  },
  { claim, needsProviderKey: true, signatureName: () => place }
)

function claim(request: SignedRequest): Claim | Failure {
  const body = parseJson(request.body)
  const signature = textAt(body, ['Signature'])
  if (signature === undefined || signature === '') return missingHeader(place)
  const version = textAt(body, ['SignatureVersion'])
  if (version !== '1' && version !== '2') return failure('unsupported_algorithm', 'Only signatures of version 1 and 2 are known.')
  if (requiredKey(request) === undefined) {
    return failure('key_unavailable', 'SigningCertURL is not an address of SNS, so nothing is fetched from it.')
  }
  const content = signedText(body)
  if (content === undefined) return failure('malformed_header', 'The message lacks a field that SNS signs, or is of an unknown type.')
  const digest = version === '1' ? 'sha1' : 'sha256'
  return publicKeyClaim({ signature, content: [content], verifies: (key, bytes, given) => isSignedWithRsa(key, digest, bytes, given) })
}

/** Name and value of each signed field, a line each, in byte order. */
function signedText(body: unknown): string | undefined {
  const type = textAt(body, ['Type'])
  const isConfirmation = type === 'SubscriptionConfirmation' || type === 'UnsubscribeConfirmation'
  if (type !== 'Notification' && !isConfirmation) return undefined
  const names = isConfirmation ? confirmationFields : notificationFields
  const present = names.filter((name) => name !== 'Subject' || textAt(body, ['Subject']) !== undefined)
  const values = present.map((name) => textAt(body, [name]))
  if (values.includes(undefined)) return undefined
  return present.map((name, index) => `${name}\n${values[index]}\n`).join('')
}

function handshake(request: SignedRequest, secrets: readonly SchemeSecret[]): HandshakeAnswer | undefined {
  const body = parseJson(request.body, 262_144)
  if (textAt(body, ['Type']) !== 'SubscriptionConfirmation' || signerOf(claim(request), secrets) === 'wrong') return undefined
  const url = hostedAt(textAt(body, ['SubscribeURL']) ?? '', isSnsHost)
  if (url === undefined)
    return emptyAnswer(200, 'SNS asks to confirm a subscription, but not at an address of SNS: nothing can be confirmed.')
  const answer = emptyAnswer(200, 'SNS asks to confirm a subscription; it is confirmed only when you agree.')
  return { ...answer, confirmation: { url: url.href } }
}

function requiredKey(request: SignedRequest): RequiredKey | undefined {
  const url = hostedAt(textAt(parseJson(request.body), ['SigningCertURL']) ?? '', isSnsHost)
  return url?.pathname.endsWith('.pem') === true ? { kind: 'certificate', url: url.href, keyId: url.href } : undefined
}

/** `sns.<region>.amazonaws.com`, the region written as AWS writes them, so that no bucket named "sns" passes. */
function isSnsHost(host: string): boolean {
  return (
    /^sns\.(?!cn-)[a-z]{2}(-[a-z]+){1,2}-\d{1,2}\.amazonaws\.com$/.test(host) || /^sns\.cn-[a-z]+-\d{1,2}\.amazonaws\.com\.cn$/.test(host)
  )
}
