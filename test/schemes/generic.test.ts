/** The plain scheme of the guide, and its options. */
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { scheme } from '../../electron/core/schemes/providers/generic.ts'

const now = 1_767_225_600_500
const body = Buffer.from('{"event":"user.created"}')
const secrets = [{ id: 's', label: '', value: 'secret' }]
const signature = createHmac('sha256', 'secret').update(body).digest('hex')

function verify(headers: readonly HeaderPair[], options: Record<string, unknown> = {}, given = secrets) {
  return scheme.verify({ method: 'POST', url: '/webhook', headers, body }, given, now, {
    toleranceSeconds: 300,
    options: scheme.parseOptions(options)
  })
}

describe('with a secret', () => {
  test('a right signature verifies, in any case of the header name', () => {
    expect(verify([['x-SIGNATURE', signature]])).toEqual({ status: 'verified', secretId: 's' })
  })

  test('a timestamp is checked when it came, after the signature', () => {
    expect(
      verify([
        ['X-Signature', signature],
        ['X-Timestamp', '1767225300']
      ])
    ).toMatchObject({ status: 'verified' })
    expect(
      verify([
        ['X-Signature', signature],
        ['X-Timestamp', '1767225600.25']
      ])
    ).toMatchObject({ status: 'verified' })
    expect(
      verify([
        ['X-Signature', signature],
        ['X-Timestamp', '1767225299']
      ])
    ).toMatchObject({
      reason: 'timestamp_out_of_tolerance',
      about: 'timestamp'
    })
    expect(
      verify([
        ['X-Signature', signature],
        ['X-Timestamp', 'soon']
      ])
    ).toMatchObject({ reason: 'malformed_header', about: 'timestamp' })
    expect(
      verify([
        ['X-Signature', 'wrong'],
        ['X-Timestamp', 'soon']
      ])
    ).toMatchObject({ reason: 'signature_mismatch', about: 'signature' })
  })

  test('a required timestamp that is missing fails', () => {
    expect(verify([['X-Signature', signature]], { requireTimestamp: true })).toMatchObject({ reason: 'missing_header', about: 'timestamp' })
  })
})

describe('without a secret', () => {
  test('no signature is unsigned, any signature is unchecked', () => {
    expect(verify([], {}, [])).toEqual({ status: 'unsigned' })
    expect(verify([['X-Signature', 'whatever']], {}, [])).toEqual({ status: 'unchecked' })
    expect(verify([['X-Other', 'whatever']], { header: 'X-Other' }, [])).toEqual({ status: 'unchecked' })
  })

  test('the timestamp is checked all the same', () => {
    expect(verify([['X-Timestamp', '1']], {}, [])).toMatchObject({ reason: 'timestamp_out_of_tolerance' })
    expect(verify([['X-Timestamp', 'x']], {}, [])).toMatchObject({ reason: 'malformed_header', about: 'timestamp' })
    expect(verify([['X-Timestamp', '1767225600']], {}, [])).toEqual({ status: 'unsigned' })
  })
})

describe('options', () => {
  const algorithms = ['sha1', 'sha256', 'sha512'] as const
  const encodings = ['hex', 'base64', 'base64url'] as const
  test.each(algorithms.flatMap((algorithm) => encodings.map((encoding) => ({ algorithm, encoding }))))(
    '$algorithm in $encoding with prefix and signed timestamp verifies, and what it signs is the same',
    ({ algorithm, encoding }) => {
      const options = {
        algorithm,
        encoding,
        prefix: `${algorithm}=`,
        header: 'X-Mine',
        timestampHeader: 'X-When',
        signedContent: 'v1:{timestamp}:{body}!'
      }
      const text = createHmac(algorithm, 'secret').update('v1:1767225600:').update(body).update('!').digest(encoding)
      const headers: HeaderPair[] = [
        ['X-When', '1767225600'],
        ['X-Mine', `${algorithm}=${text}`]
      ]
      expect(verify(headers, options)).toEqual({ status: 'verified', secretId: 's' })
      const settings = { toleranceSeconds: 300, options: scheme.parseOptions(options) }
      expect(scheme.sign?.({ method: 'POST', url: '/', headers: [], body }, 'secret', now, settings)).toEqual(headers)
      expect(
        verify(
          [
            ['X-When', '1767225600'],
            ['X-Mine', text]
          ],
          options
        )
      ).toMatchObject({ reason: 'unsupported_algorithm' })
      expect(
        verify(
          [
            ['X-When', '1767225601'],
            ['X-Mine', `${algorithm}=${text}`]
          ],
          options
        )
      ).toMatchObject({ reason: 'signature_mismatch' })
    }
  )

  test.each([
    [{ algorithm: 'md5' }, 'algorithm'],
    [{ header: '' }, 'header'],
    [{ signedContent: '{timestamp}' }, 'signedContent'],
    [{ signedContent: '{timestamp}{body}', timestampHeader: '' }, 'timestampHeader']
  ])('%j is refused by the name of the field', (options, field) => {
    expect(() => scheme.parseOptions(options)).toThrow(field)
  })

  test('placeholders in the timestamp are not filled in', () => {
    const headers: HeaderPair[] = [
      ['X-Signature', signature],
      ['X-Timestamp', '{body}']
    ]
    expect(verify(headers, { signedContent: '{timestamp}{body}' })).toMatchObject({ reason: 'malformed_header' })
  })
})

describe('the event', () => {
  const identify = (headers: readonly HeaderPair[], text: string) =>
    scheme.identify({ method: 'POST', url: '/', headers, body: Buffer.from(text) }, { toleranceSeconds: 300, options: {} })

  test.each<[HeaderPair[], string, object]>([
    [[], '{"event":"a","type":"b","id":1}', { eventId: '1', eventType: 'a' }],
    [[], '{"type":"b","event_id":"e"}', { eventId: 'e', eventType: 'b' }],
    [
      [
        ['x-event-type', 't'],
        ['idempotency-key', 'k']
      ],
      '{"type":"b","id":"e"}',
      { eventId: 'k', eventType: 't' }
    ],
    [[['Webhook-Id', 'w']], 'not json', { eventId: 'w' }],
    [[], '', {}],
    [[], '[]', {}]
  ])('of %j and %s', (headers, text, expected) => {
    expect(identify(headers, text)).toEqual(expected)
  })
})

test('a trace shows what was signed and both signatures', () => {
  const request = { method: 'POST', url: '/', headers: [['X-Signature', 'abc']] satisfies HeaderPair[], body }
  const traced = scheme.trace?.(request, 'secret', now, { toleranceSeconds: 300, options: {} })
  expect(traced).toEqual({ signedContent: body, expected: signature, received: ['abc'] })
})
