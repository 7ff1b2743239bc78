import { expect, test } from 'vitest'
import type { DeliveryDetail, Endpoint, SchemeInfo } from '../../electron/contract/index.ts'
import { findOffer, type Offer } from '../../renderer/features/detail/find-offer.ts'

function schemeInfo(id: string, more: Partial<SchemeInfo> = {}): SchemeInfo {
  return {
    id,
    label: id,
    group: '',
    docsUrl: '',
    signatureHeaders: [],
    secretHint: '',
    secretRequired: true,
    options: [],
    canSign: true,
    notes: [],
    ...more
  }
}

function endpoint(more: Partial<Endpoint> = {}): Endpoint {
  return {
    id: 'webhook',
    name: 'webhook',
    path: '/webhook',
    enabled: true,
    scheme: 'generic',
    schemeOptions: {},
    onInvalid: 'reject',
    requireJson: true,
    toleranceSeconds: 300,
    answerHandshakes: true,
    response: { status: 200, headers: [], body: '' },
    secrets: [],
    createdAt: 0,
    ...more
  }
}

const secret = { id: 'sec_1', label: '', hint: '', createdAt: 0 }
const schemes = [schemeInfo('generic'), schemeInfo('stripe', { toleranceSeconds: 600 }), schemeInfo('twilio')]
type Seen = Pick<DeliveryDetail, 'provider' | 'endpointId' | 'url' | 'headers'>
const routed: Seen = { provider: 'stripe', endpointId: 'webhook', url: '/webhook', headers: [['Content-Type', 'application/json']] }
const unrouted: Seen = { provider: 'stripe', url: '/pay/stripe?a=1', headers: [] }

function offer(delivery: Seen, endpoints: readonly Endpoint[] = [endpoint()]): Offer | undefined {
  return findOffer({ delivery, endpoints, schemes, isPath: (path) => path.startsWith('/') })
}

test('a plain endpoint without a secret is offered the provider’s scheme with its own tolerance', () => {
  expect(offer(routed)).toMatchObject({
    kind: 'update',
    endpoint: { id: 'webhook' },
    fields: { scheme: 'stripe', schemeOptions: {}, toleranceSeconds: 600 }
  })
  expect(offer(routed)?.fields).not.toHaveProperty('requireJson')
})

test('a provider that sends forms is not refused for them', () => {
  const form: Seen = { ...routed, provider: 'twilio', headers: [['content-type', 'application/x-www-form-urlencoded; charset=utf-8']] }
  expect(offer(form)?.fields).toEqual({ scheme: 'twilio', schemeOptions: {}, requireJson: false })
})

test('without an endpoint one is offered at the delivery’s path', () => {
  expect(offer(unrouted)).toMatchObject({ kind: 'create', path: '/pay/stripe', scheme: { id: 'stripe' } })
  expect(offer({ ...unrouted, url: '/pay/stripe/' })).toMatchObject({ path: '/pay/stripe' })
  expect(offer({ ...unrouted, url: '/' })).toMatchObject({ path: '/' })
})

test.each<[string, Seen, readonly Endpoint[]]>([
  ['the endpoint has a secret', routed, [endpoint({ secrets: [secret] })]],
  ['the endpoint has a scheme', routed, [endpoint({ scheme: 'github' })]],
  ['the endpoint is gone', routed, []],
  ['the sender is not known', { ...routed, provider: 'generic' }, [endpoint()]],
  ['no endpoint has it and the sender is not known', { ...unrouted, provider: 'unknown' }, []],
  ['an endpoint has the path by now', unrouted, [endpoint({ path: '/pay/stripe' })]],
  ['no endpoint could have the path', { ...unrouted, url: 'http://elsewhere/' }, []]
])('nothing is offered when %s', (_when, delivery, endpoints) => {
  expect(offer(delivery, endpoints)).toBeUndefined()
})
