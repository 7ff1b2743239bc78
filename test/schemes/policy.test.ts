/** What every scheme that signs must refuse or accept, whatever its provider: signed by us, then spoiled in one way. */
import { describe, expect, test } from 'vitest'
import type { HeaderPair, Verdict } from '../../electron/contract/index.ts'
import { resign } from '../../electron/core/schemes/resign.ts'
import { schemes } from '../../electron/core/schemes/registry.ts'
import type { Scheme, SignedRequest } from '../../electron/core/schemes/scheme.ts'
import { allVectors, caseOf } from './vector.ts'

const vectors = allVectors().filter((vector) => vector.expect === 'valid' && vector.secret !== undefined)
/** One valid vector for each way of signing. */
const ways = [...new Map(vectors.map((vector) => [`${vector.provider} ${vector.scheme}`, vector])).entries()]

describe.each(ways)('%s', (_way, vector) => {
  const of = caseOf(vector)
  const { scheme, settings, now } = of
  const secret = vector.secret ?? ''
  const signAt = (request: SignedRequest, atMs: number): SignedRequest => {
    const signed = resign(scheme, request, secret, { now: atMs, settings })
    if (signed === undefined) throw new Error('cannot be signed')
    return signed
  }
  const verify = (request: SignedRequest): Verdict => scheme.verify(request, of.secrets, now, settings)
  const trace = (request: SignedRequest) => scheme.trace?.(request, secret, now, settings)
  const change = (request: SignedRequest, edit: (header: HeaderPair) => HeaderPair[]): SignedRequest => ({
    ...request,
    headers: request.headers.flatMap(edit)
  })

  const canSign = scheme.sign !== undefined
  const signed = canSign ? signAt(of.request, now) : of.request
  const signature = trace(signed)?.received[0] ?? ''
  const bearsInHeader = signed.headers.some(([, value]) => value.includes(signature))
  const isTimed = trace(signed)?.timestamp !== undefined && scheme.toleranceSeconds !== undefined

  test.runIf(bearsInHeader && scheme.id !== 'mollie')('the signature header sent twice is refused', () => {
    const twice = change(signed, (header) => (header[1].includes(signature) ? [header, header] : [header]))
    expect(verify(twice)).toMatchObject({ status: 'failed', reason: 'malformed_header' })
  })

  test.runIf(/^[0-9a-f]{40,}$/.test(signature))('upper-case hex is refused', () => {
    const upper = change(signed, ([name, value]) => [[name, value.replace(signature, signature.toUpperCase())]])
    expect(bearsInHeader ? verify(upper) : { status: 'failed' }).toMatchObject({ status: 'failed' })
  })

  test.runIf(bearsInHeader && signature.endsWith('='))('base64 without its padding is refused', () => {
    const bare = change(signed, ([name, value]) => [[name, value.replace(signature, signature.replace(/=+$/, ''))]])
    expect(verify(bare)).toMatchObject({ status: 'failed' })
  })

  test.runIf(bearsInHeader)('a space around the header is refused', () => {
    expect(verify(change(signed, ([name, value]) => [[name, value.includes(signature) ? ` ${value} ` : value]]))).toMatchObject({
      status: 'failed'
    })
  })

  test.runIf(bearsInHeader)('an empty header is a missing one', () => {
    const empty = change(signed, ([name, value]) => [[name, value.includes(signature) ? '' : value]])
    expect(verify(empty)).toMatchObject({ status: 'failed', reason: 'missing_header' })
  })

  test.runIf(bearsInHeader)('header names are the same in any case', () => {
    expect(verify(change(signed, ([name, value]) => [[name.toUpperCase(), value]]))).toMatchObject({ status: 'verified' })
  })

  test.runIf(isTimed && canSign)('a second ahead is within tolerance, a day ahead is not', () => {
    expect(verify(signAt(of.request, now + 1000))).toMatchObject({ status: 'verified' })
    expect(verify(signAt(of.request, now + 86_400_000))).toMatchObject({ status: 'failed', reason: 'timestamp_out_of_tolerance' })
  })

  test.runIf(isTimed && canSign)('exactly at tolerance is within it, a second more is not', () => {
    const tolerance = settings.toleranceSeconds * 1000
    expect(verify(signAt(of.request, now - tolerance))).toMatchObject({ status: 'verified' })
    expect(verify(signAt(of.request, now - tolerance - 1000))).toMatchObject({ status: 'failed', reason: 'timestamp_out_of_tolerance' })
  })

  const stamp = trace(signed)?.timestamp ?? 'no timestamp'
  test.runIf(signed.headers.some(([, value]) => value.includes(stamp)))('junk after the timestamp is malformed, not ignored', () => {
    const junk = change(signed, ([name, value]) => [[name, value.replace(stamp, `${stamp}junk`)]])
    expect(verify(junk)).toMatchObject({ status: 'failed', reason: 'malformed_header', about: 'timestamp' })
  })

  const bearsInBody = !bearsInHeader || scheme.rewrite !== undefined
  test.runIf(canSign && !bearsInBody)('an empty body and one that is no UTF-8 are signed like any other', () => {
    for (const body of [new Uint8Array(), Buffer.from([0x7b, 0xff, 0xfe, 0x80, 0x7d])]) {
      expect(verify(signAt({ ...of.request, body }, now))).toMatchObject({ status: 'verified' })
    }
  })
})

test('every scheme is covered by a vector, but those that have no signature', () => {
  const covered = new Set(allVectors().map(({ provider }) => provider))
  const bare = schemes.filter((scheme: Scheme) => !covered.has(scheme.id)).map(({ id }) => id)
  // WhatsApp signs as Meta does; the others sign nothing.
  expect(bare.toSorted()).toEqual(['azure-event-grid', 'docker-hub', 'microsoft-graph', 'whatsapp'])
})
