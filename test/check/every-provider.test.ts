/** A sound app of every provider that Hooklab can sign for: no case raises a false alarm. */
import { describe, expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { schemes } from '../../electron/core/schemes/registry.ts'
import type { Scheme } from '../../electron/core/schemes/scheme.ts'
import { sampleSecret } from '../schemes/sample-secret.ts'
import { settingsFor } from '../schemes/vector.ts'
import { casesWith, checkApp } from './check-app.ts'
import { newLedger } from './ledger.ts'
import type { SampleApp } from './sample-app.ts'

/** Verifies as the scheme does, which the vectors and the providers' own libraries hold to the truth. */
function soundApp(scheme: Scheme): SampleApp {
  const secret = sampleSecret(scheme.id)
  const settings = settingsFor(scheme)
  return {
    provider: scheme.id,
    secret,
    fails: [],
    start() {
      const ledger = newLedger()
      return {
        handle({ rawHeaders, body, url, publicUrl }) {
          const headers = Array.from({ length: rawHeaders.length / 2 }, (_, at): HeaderPair => [
            rawHeaders[at * 2] ?? '',
            rawHeaders[at * 2 + 1] ?? ''
          ])
          const request = { method: 'POST', url, publicUrl, headers, body }
          const verdict = scheme.verify(request, [{ id: 's', label: '', value: secret }], Date.now(), settings)
          if (verdict.status !== 'verified') return 401
          if (body.byteLength === 0) return 400
          ledger.apply(scheme.identify(request, settings).eventId ?? body.toString('latin1'))
          return 200
        },
        state: () => ledger.state()
      }
    }
  }
}

const signing = schemes.filter((scheme) => scheme.sign !== undefined)

describe.concurrent('a sound app passes', () => {
  test.each(signing.map((scheme) => [scheme.id, scheme] as const))('%s', async (_id, scheme) => {
    const { end, results } = await checkApp(soundApp(scheme), { withProbe: false })
    expect(end).toEqual({ state: 'finished' })
    expect(casesWith(results, 'fail')).toEqual([])
    // What can't be spoiled without the scheme itself noticing is left out, never passed for nothing.
    expect(casesWith(results, 'pass').length).toBeGreaterThan(12)
  })
})
