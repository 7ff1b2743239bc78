/** Every outbound fault on a sample of every scheme that can sign: the scheme itself says whether it is what it claims to be. */
import { describe, expect, test } from 'vitest'
import type { HeaderPair, OutboundFaultKind } from '../../../electron/contract/index.ts'
import { defaultFaultSizes, type FaultContext, type FaultPlan } from '../../../electron/core/faults/outbound/outbound-fault.ts'
import { offerFaults, outboundFaults } from '../../../electron/core/faults/outbound/registry.ts'
import { findScheme, schemes } from '../../../electron/core/schemes/registry.ts'
import { resign } from '../../../electron/core/schemes/resign.ts'
import type { SampleEvent, Scheme, SignedRequest } from '../../../electron/core/schemes/scheme.ts'
import { sampleSecret } from '../../schemes/sample-secret.ts'
import { settingsFor } from '../../schemes/vector.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const sample = { id: '018f3a5c9d7e4b21', now }
let ids = 0

/** For those whose samples stand in a file of their own: Meta and WhatsApp. */
const plainEvent: SampleEvent = {
  type: 'feed.add',
  label: 'A post was made',
  body: () => '{"object":"page","entry":[{"id":"102","time":1763899200,"changes":[{"field":"feed","value":{"verb":"add"}}]}]}'
}

function caseOf(scheme: Scheme): { readonly draft: SignedRequest; readonly context: FaultContext } {
  const [event = plainEvent] = scheme.samples ?? []
  const context: FaultContext = {
    scheme,
    settings: settingsFor(scheme),
    secret: sampleSecret(scheme.id),
    now,
    newId: () => `fresh${String((ids += 1))}0123456789`,
    sizes: { ...defaultFaultSizes, hugeBodyBytes: 20_000 }
  }
  const headers: HeaderPair[] = [['Content-Type', event.contentType ?? 'application/json'], ...(event.headers?.(sample) ?? [])]
  const unsigned = { method: 'POST', url: '/hook', publicUrl: 'http://127.0.0.1:3000/hook', headers, body: Buffer.from(event.body(sample)) }
  const draft = resign(scheme, unsigned, context.secret ?? '', { now: now - 3_600_000, settings: context.settings }) ?? unsigned
  return { draft, context }
}

const kinds = Object.values(outboundFaults)
const signing = schemes.filter((scheme) => scheme.sign !== undefined)

/** What a scheme says of each request of a plan. */
function verdicts({ requests }: FaultPlan, { scheme, settings, secret }: FaultContext): string[] {
  return requests.map(({ request }) => scheme.verify(request, [{ id: 's', label: '', value: secret ?? '' }], now, settings).status)
}

describe.each(signing.map((scheme) => ({ id: scheme.id, scheme })))('$id', ({ scheme }: { scheme: Scheme }) => {
  const { draft, context } = caseOf(scheme)

  test('what must be accepted verifies, what must be refused does not', () => {
    const wrong = kinds.flatMap(({ kind, expected, apply }) => {
      const plan = apply(draft, context)
      if ('unavailable' in plan) return plan.unavailable.length < 20 ? [`${kind}: ${plan.unavailable}`] : []
      // A time or body field that the provider signs may not be left out or filled with anything.
      if (expected === 'survive') return []
      const wanted = expected === 'accept' ? 'verified' : 'failed'
      return verdicts(plan, context).every((status) => status === wanted) ? [] : [`${kind}: ${verdicts(plan, context).join()}`]
    })
    expect(wrong).toEqual([])
  })

  test('nothing is changed in the draft itself', () => {
    const before = structuredClone({ ...draft, body: Buffer.from(draft.body).toString('latin1') })
    for (const { apply } of kinds) apply(draft, context)
    expect({ ...draft, body: Buffer.from(draft.body).toString('latin1') }).toEqual(before)
  })
})

/** The kinds that can't be used on a scheme's first sample. */
function unavailable(id: string): OutboundFaultKind[] {
  const scheme = findScheme(id)
  if (scheme === undefined) throw new Error(`no scheme ${id}`)
  const { draft, context } = caseOf(scheme)
  return offerFaults(draft, context).flatMap(({ kind, unavailable: why }) => (why === undefined ? [] : [kind]))
}

test('the main providers have all faults but those that their signatures rule out', () => {
  expect(unavailable('stripe')).toEqual([])
  expect(unavailable('standard-webhooks')).toEqual([])
  expect(unavailable('slack')).toEqual(['several_signatures'])
  expect(unavailable('github')).toEqual(['stale_timestamp', 'future_timestamp', 'several_signatures'])
  expect(unavailable('shopify')).toEqual(['stale_timestamp', 'future_timestamp', 'several_signatures'])
  expect(unavailable('telegram')).toContain('tampered_bit')
})

test('without a secret, what must be signed anew says so, and the rest still works', () => {
  const scheme = findScheme('stripe')
  if (scheme === undefined) throw new Error('no Stripe')
  const { draft, context } = caseOf(scheme)
  const bare = { ...context, secret: undefined }
  const offers = new Map(offerFaults(draft, bare).map((offer) => [offer.kind, offer.unavailable]))
  for (const kind of ['stale_timestamp', 'wrong_secret', 'json_spacing', 'big_numbers', 'huge_body'] as const)
    expect(offers.get(kind), kind).toMatch(/secret/)
  for (const kind of ['duplicate', 'tampered_bit', 'missing_signature', 'lower_case_headers', 'dropped_upload'] as const)
    expect(offers.get(kind), kind).toBeUndefined()
})
