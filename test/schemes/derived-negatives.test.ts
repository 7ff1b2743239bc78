/** From each valid vector, requests that must not verify, and signatures of our own that must. */
import { describe, expect, test } from 'vitest'
import { resign } from '../../electron/core/schemes/resign.ts'
import type { Verdict } from '../../electron/contract/index.ts'
import { otherSecret } from './other-secret.ts'
import { allVectors, caseOf, type Case, type Vector } from './vector.ts'

const valid = allVectors().filter((vector) => vector.expect === 'valid')
const day = 86_400_000

/** Ways of vouching for a request that cover none of its body. */
const plainTokens = ['gitlab/token', 'flutterwave/verif-hash']
/** Contentful signs text, so one byte that is no text is as good as another. */
const signsText = (vector: Vector): boolean => vector.provider === 'contentful' && vector.name === 'non_utf8_body_signed'

const verify = (of: Case): Verdict => of.scheme.verify(of.request, of.secrets, of.now, of.settings)
const withSecret = (of: Case, value: string): Case => ({ ...of, secrets: [{ id: 'secret', label: '', value }] })

describe.each(valid.map((vector): [string, Vector] => [vector.id, vector]))('%s', (_id, vector) => {
  const of = caseOf(vector)
  const secret = vector.secret ?? vector.publicKey ?? ''
  const trace = of.scheme.trace?.(of.request, secret, of.now, of.settings)
  const coversBody =
    of.scheme.signsWholeBody !== false && !plainTokens.includes(`${vector.provider}/${vector.scheme}`) && !signsText(vector)
  const isTimed = trace?.timestamp !== undefined && of.scheme.toleranceSeconds !== undefined

  /** The request with each of its signatures, wherever it stands, changed. */
  function withSignatures(change: (signature: string) => string): Case {
    const replace = (text: string): string =>
      (trace?.received ?? [])
        .filter((signature) => signature !== '')
        .reduce((left, signature) => left.replaceAll(signature, change(signature)), text)
    const headers = of.request.headers.map(([name, value]): [string, string] => [name, replace(value)])
    return {
      ...of,
      request: { ...of.request, headers, body: Buffer.from(replace(Buffer.from(of.request.body).toString('latin1')), 'latin1') }
    }
  }

  test('is traced to the signature it bears', () => {
    expect(trace?.received.length).toBeGreaterThan(0)
    expect(signsText(vector) || trace?.expected === '' || trace?.received.includes(trace.expected)).toBe(true)
  })

  test.runIf(coversBody && vector.bodyBase64 !== '')('a flipped body bit fails with signature_mismatch', () => {
    for (const index of [0, Math.floor(of.request.body.length / 2), of.request.body.length - 1]) {
      const body = Buffer.from(of.request.body)
      body[index] = (body[index] ?? 0) ^ 1
      expect(verify({ ...of, request: { ...of.request, body } })).toMatchObject({ status: 'failed', reason: 'signature_mismatch' })
    }
  })

  test('a changed signature character fails', () => {
    expect(verify(withSignatures((text) => `${text.slice(0, 9)}${text[9] === 'a' ? 'b' : 'a'}${text.slice(10)}`))).toMatchObject({
      status: 'failed'
    })
  })

  test('a truncated signature fails', () => {
    expect(verify(withSignatures((text) => text.slice(0, -1)))).toMatchObject({ status: 'failed' })
  })

  test.runIf(of.scheme.signatureHeaders.length > 0)('without its signature header it fails with missing_header, or is unsigned', () => {
    const names = new Set(of.scheme.signatureHeaders.map((name) => name.toLowerCase()))
    const headers = of.request.headers.filter(([name]) => !names.has(name.toLowerCase()))
    const without: Case = { ...of, request: { ...of.request, headers } }
    // Adyen's standard notifications bear their signatures in the body.
    const borne = headers.length === of.request.headers.length
    expect(verify(without)).toMatchObject(borne ? { status: 'verified' } : { status: 'failed', reason: 'missing_header' })
    expect(verify({ ...without, secrets: [] }).status).not.toBe('verified')
  })

  test('another secret does not verify it, and an empty one is refused', () => {
    expect(verify(withSecret(of, otherSecret(vector)))).toMatchObject({ status: 'failed', reason: 'signature_mismatch' })
    expect(verify(withSecret(of, ''))).toMatchObject({ status: 'failed', reason: 'key_unavailable' })
  })

  test('of several secrets the one that matches is named', () => {
    const secrets = [{ id: 'other', label: '', value: otherSecret(vector) }, { id: 'empty', label: '', value: '' }, ...of.secrets]
    expect(verify({ ...of, secrets })).toMatchObject({ status: 'verified', secretId: 'secret' })
  })

  test('without a secret it is unchecked, or says that the key is not at hand', () => {
    const verdict = verify({ ...of, secrets: [] })
    expect(verdict.status === 'failed' ? verdict.reason : verdict.status).toMatch(/^(unchecked|key_unavailable)$/)
  })

  test.runIf(isTimed)('a day later it is out of tolerance', () => {
    const late = { status: 'failed', reason: 'timestamp_out_of_tolerance', about: 'timestamp' }
    expect(verify({ ...of, now: of.now + day })).toMatchObject(late)
  })

  test.runIf(vector.secret !== undefined && of.scheme.sign !== undefined)('what we sign again verifies a day later', () => {
    const now = of.now + day
    const again = resign(of.scheme, of.request, secret, { now, settings: of.settings })
    expect(again === undefined ? undefined : verify({ ...of, request: again, now })).toMatchObject({ status: 'verified' })
  })
})
