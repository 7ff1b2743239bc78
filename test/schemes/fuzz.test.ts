/** Nothing that a request can hold makes a scheme throw. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HeaderPair } from '../../electron/contract/index.ts'
import { resign } from '../../electron/core/schemes/resign.ts'
import { detectScheme, schemes } from '../../electron/core/schemes/registry.ts'
import type { Scheme } from '../../electron/core/schemes/scheme.ts'
import { allVectors, settingsFor } from './vector.ts'

const vectors = Map.groupBy(allVectors(), (vector) => vector.provider)
const now = 1_767_225_600_000

/** Header names the scheme knows, with values close to real ones, cut, joined and mixed with noise. */
function requestsFor(scheme: Scheme) {
  const known = vectors.get(scheme.id) ?? []
  const names = [...new Set([...scheme.signatureHeaders, ...known.flatMap(({ headers }) => headers.map(([name]) => name))])]
  const values = [...new Set(known.flatMap(({ headers }) => headers.map(([, value]) => value)))]
  const bodies = known.map(({ bodyBase64 }) => Buffer.from(bodyBase64, 'base64'))
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('', ...values),
    fc
      .tuple(fc.constantFrom('', ...values), fc.nat(120), fc.string({ maxLength: 3 }))
      .map(([text, at, noise]) => text.slice(0, at) + noise + text.slice(at + 1)),
    fc.constantFrom(
      'a.b.c',
      'e30.e30.e30',
      '9'.repeat(30),
      '-1',
      'v1,',
      'v1=',
      't=,v1=',
      't=1',
      '=',
      ',',
      ' ',
      'sha256=',
      'Basic ',
      'Bearer x'
    )
  )
  const header = fc.tuple(fc.oneof(fc.constantFrom('content-type', ...names), fc.string({ maxLength: 12 })), value)
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
    fc.constantFrom(Buffer.alloc(0), Buffer.from('{"__proto__":{"id":1}}'), Buffer.from('[[[[[['), Buffer.from('null'), ...bodies),
    fc.tuple(fc.constantFrom(Buffer.from('{}'), ...bodies), fc.nat(200), fc.nat(255)).map(([bytes, at, byte]) => {
      const changed = Buffer.from(bytes)
      if (changed.length > 0) changed[at % changed.length] = byte
      return changed
    })
  )
  return fc.record({
    method: fc.constantFrom('POST', 'GET', 'HEAD', 'OPTIONS', ''),
    url: fc.oneof(fc.constantFrom('/', '/in?challenge=1', '//', '?', '/%zz?a=%'), fc.string({ maxLength: 30 })),
    headers: fc.array<HeaderPair>(header, { maxLength: 8 }),
    body
  })
}

const secretTexts = [
  '',
  'x',
  'whsec_',
  'whsec_!!',
  'whpk_AAAA',
  'whsk_',
  `whpk_${'A'.repeat(43)}=`,
  '-----BEGIN PUBLIC KEY-----',
  '{"kty":"EC"}',
  'a|b',
  'ff00'
]

test.each(schemes.map((scheme): [string, Scheme] => [scheme.id, scheme]))('%s never throws and never verifies by chance', (_id, scheme) => {
  const own = (vectors.get(scheme.id) ?? []).flatMap((vector) => [vector.secret, vector.publicKey].filter((text) => text !== undefined))
  const settings = settingsFor(scheme)
  fc.assert(
    fc.property(requestsFor(scheme), fc.constantFrom(...secretTexts, ...own), fc.boolean(), (request, value, given) => {
      const secrets = given ? [{ id: 's', label: '', value }] : []
      const verdict = scheme.verify(request, secrets, now, settings)
      expect(['verified', 'failed', 'unsigned', 'unchecked']).toContain(verdict.status)
      scheme.identify(request, settings)
      scheme.trace?.(request, value, now, settings)
      scheme.handshake?.(request, secrets, settings)
      scheme.requiredKey?.(request, settings)
      scheme.checkSecret?.(value)
      resign(scheme, request, value, { now, settings })
      detectScheme(request.headers, request.body)
      expect(value === '' && verdict.status === 'verified').toBe(false)
    }),
    { numRuns: 300 }
  )
})
