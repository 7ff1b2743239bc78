/** From each valid vector, requests that must not verify, and signatures of our own that must. */
import { describe, expect, test } from 'vitest'
import { resign } from '../../electron/core/schemes/resign.ts'
import type { HeaderPair, Verdict } from '../../electron/contract/index.ts'
import { allVectors, caseOf, type Case, type Vector } from './vector.ts'

const valid = allVectors().filter((vector) => vector.expect === 'valid')
/** Ways of vouching for a request that cover none of its body. */
const plainTokens = ['gitlab/token', 'flutterwave/verif-hash']
const verify = (of: Case): Verdict => of.scheme.verify(of.request, of.secrets, of.now, of.settings)
const withHeaders = (of: Case, headers: readonly HeaderPair[]): Case => ({ ...of, request: { ...of.request, headers } })
const withSecret = (of: Case, value: string): Case => ({ ...of, secrets: [{ id: 'secret', label: '', value }] })
const isSignature = (of: Case, name: string): boolean =>
  of.scheme.signatureHeaders.some((header) => header.toLowerCase() === name.toLowerCase())

describe.each(valid.map((vector): [string, Vector] => [vector.id, vector]))('%s', (_id, vector) => {
  const of = caseOf(vector)
  const isPlainToken = plainTokens.includes(`${vector.provider}/${vector.scheme}`)
  const coversBody = of.scheme.signsWholeBody !== false && !isPlainToken && vector.bodyBase64 !== ''
  const isTimed = of.scheme.toleranceSeconds !== undefined && !isPlainToken

  test.runIf(coversBody)('a flipped body bit fails with signature_mismatch', () => {
    for (const index of [0, Math.floor(of.request.body.length / 2), of.request.body.length - 1]) {
      const body = Buffer.from(of.request.body)
      body[index] = (body[index] ?? 0) ^ 1
      expect(verify({ ...of, request: { ...of.request, body } })).toMatchObject({ status: 'failed', reason: 'signature_mismatch' })
    }
  })

  test('a changed signature character fails', () => {
    const headers = of.request.headers.map(([name, value]): HeaderPair => [
      name,
      isSignature(of, name) ? changeEverySignature(value) : value
    ])
    expect(verify(withHeaders(of, headers))).toMatchObject({ status: 'failed' })
  })

  test('a truncated signature fails', () => {
    const headers = of.request.headers.map(([name, value]): HeaderPair => [
      name,
      isSignature(of, name) ? value.replaceAll(/.(?=[ ,;]|$)/g, '') : value
    ])
    expect(verify(withHeaders(of, headers))).toMatchObject({ status: 'failed' })
  })

  test('without its signature header it fails with missing_header', () => {
    const headers = of.request.headers.filter(([name]) => !isSignature(of, name))
    expect(verify(withHeaders(of, headers))).toMatchObject({ status: 'failed', reason: 'missing_header' })
    expect(verify({ ...withHeaders(of, headers), secrets: [] })).toMatchObject({ status: 'unsigned' })
  })

  test('another secret does not verify it, and an empty one is refused', () => {
    expect(verify(withSecret(of, otherSecret(vector)))).toMatchObject({ status: 'failed', reason: 'signature_mismatch' })
    expect(verify(withSecret(of, ''))).toMatchObject({ status: 'failed', reason: 'key_unavailable' })
  })

  test('of several secrets the one that matches is named', () => {
    const secrets = [{ id: 'other', label: '', value: otherSecret(vector) }, { id: 'empty', label: '', value: '' }, ...of.secrets]
    expect(verify({ ...of, secrets })).toEqual(expect.objectContaining({ status: 'verified', secretId: 'secret' }))
  })

  test('without a secret it is unchecked', () => {
    expect(verify({ ...of, secrets: [] })).toMatchObject({ status: 'unchecked' })
  })

  test.runIf(isTimed)('a day later it is out of tolerance', () => {
    expect(verify({ ...of, now: of.now + 86_400_000 })).toMatchObject({
      status: 'failed',
      reason: 'timestamp_out_of_tolerance',
      about: 'timestamp'
    })
  })

  test.runIf(vector.secret !== undefined)('what we sign again verifies a day later', () => {
    const now = of.now + 86_400_000
    const again = resign(of.scheme, of.request, vector.secret ?? '', { now, settings: of.settings })
    if (again === undefined) throw new Error('cannot be signed')
    expect(verify({ ...of, request: again, now })).toMatchObject({ status: 'verified' })
  })
})

function otherSecret({ provider, secret = '', publicKey }: Vector): string {
  if (publicKey !== undefined) return 'whpk_CX2ALn5vxJuCG+IXbpNHHZZ1wHgo/7TqqgbGuaCDRvY='
  if (provider === 'airtable') return 'YW5vdGhlci1zZWNyZXQtZm9yLXRlc3Rz'
  return secret.startsWith('whsec_') ? 'whsec_YW5vdGhlci1zZWNyZXQtZm9yLXRlc3RzLW9ubHk=' : `another-${secret}`
}

/** Changes one character in the middle of every part that looks like a signature. */
function changeEverySignature(value: string): string {
  return value.replaceAll(/[\w+/-]{16,}/g, (signature) => {
    const middle = Math.floor(signature.length / 2)
    return `${signature.slice(0, middle)}${signature[middle] === 'a' ? 'b' : 'a'}${signature.slice(middle + 1)}`
  })
}
