/** Sample events: signed by their scheme they verify, are recognised, and carry the event they say. */
import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { listSamples } from '../../electron/core/samples/samples.ts'
import { resign } from '../../electron/core/schemes/resign.ts'
import { detectScheme, schemes } from '../../electron/core/schemes/registry.ts'
import type { SampleEvent, Scheme, SignedRequest } from '../../electron/core/schemes/scheme.ts'
import { sampleSecret } from './sample-secret.ts'
import { settingsFor } from './vector.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const id = '018f3a5c9d7e4b21'

function requestOf(sample: SampleEvent): SignedRequest {
  const headers: HeaderPair[] = [['Content-Type', sample.contentType ?? 'application/json'], ...(sample.headers?.({ id, now }) ?? [])]
  return {
    method: 'POST',
    url: '/webhook?tenant=1',
    publicUrl: 'https://hooks.example.com/webhook?tenant=1',
    headers,
    body: Buffer.from(sample.body({ id, now }))
  }
}

const cases = schemes.flatMap((scheme) => (scheme.samples ?? []).map((sample) => ({ name: `${scheme.id} ${sample.type}`, scheme, sample })))

describe.each(cases)('$name', ({ scheme, sample }: { scheme: Scheme; sample: SampleEvent }) => {
  const settings = settingsFor(scheme)
  const secret = sampleSecret(scheme.id)
  const signed = resign(scheme, requestOf(sample), secret, { now, settings }) ?? requestOf(sample)

  test.runIf(scheme.sign !== undefined)('verifies when signed', () => {
    expect(scheme.verify(signed, [{ id: 's', label: '', value: secret }], now, settings)).toMatchObject({ status: 'verified' })
  })

  test('carries the event it says', () => {
    expect(scheme.identify(signed, settings).eventType).toBe(sample.type)
  })

  test('is recognised', () => {
    expect(detectScheme(signed.headers, signed.body)?.id).toBe(scheme.id)
  })
})

test('every scheme that can sign has a sample, its own or one of the sample files', async () => {
  const withSamples = new Set((await listSamples()).map(({ provider }) => provider))
  expect(schemes.filter((scheme) => scheme.sign !== undefined && !withSamples.has(scheme.id)).map((scheme) => scheme.id)).toEqual([])
})
