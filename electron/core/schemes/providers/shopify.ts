/** Shopify: webhooks, and the newer "Events" deliveries, which differ in header names alone. */
import type { HeaderPair } from '../../../contract/index.ts'
import { claimBodyHmac, signBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { SampleIdentity, Scheme, SignedRequest } from '../scheme.ts'
import { signatureScheme } from '../signature-scheme.ts'

const webhooks: BodyHmacRule = { header: 'X-Shopify-Hmac-SHA256', algorithm: 'sha256', encoding: 'base64' }
const events: BodyHmacRule = { ...webhooks, header: 'shopify-hmac-sha256' }

export const scheme: Scheme = signatureScheme(
  {
    id: 'shopify',
    label: 'Shopify',
    group: 'Shops',
    docsUrl: 'https://shopify.dev/docs/apps/build/webhooks/verify-deliveries',
    signatureHeaders: [webhooks.header, events.header],
    secretHint: "The app's client secret; for webhooks made in the store's admin, the key shown on the notifications page.",
    rotation: 'After the client secret is rotated it takes up to 1 h until the new one signs: keep both here.',
    success: 'Any 2xx. The connection must stand within 1 s and the answer be there within 5 s.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [60, 300, 600, 1200, 1800, 2700, 3600, 4140],
      summary: '8 times over 4 h, then a subscription made by the Admin API is removed. The times here are an approximation.',
      source: 'https://shopify.dev/changelog/updates-to-webhook-retry-mechanism',
      readOn: '2026-09'
    },
    notes: ['X-Shopify-Triggered-At is not signed, so an old delivery verifies for ever.'],
    detect: (headers) => hasHeader(headers, webhooks.header) || hasHeader(headers, events.header),
    identify: identifyBy({
      id: [{ header: 'X-Shopify-Webhook-Id' }, { header: 'shopify-webhook-id' }],
      type: [{ header: 'X-Shopify-Topic' }, { header: 'shopify-topic' }]
    }),
    sign: (request, secret, now) => signBodyHmac(ruleFor(request), request, secret, now),
    samples: [
      jsonSample('orders/create', 'An order was created', order, (event) => shopHeaders(event, 'orders/create')),
      jsonSample(
        'app/uninstalled',
        'The app was uninstalled',
        () => ({ id: 548380009, name: 'Super Toys' }),
        (event) => shopHeaders(event, 'app/uninstalled')
      )
    ]
  },
  {
    claim: (request) => claimBodyHmac(ruleFor(request), request),
    signatureName: () => 'The Shopify signature'
  }
)

function ruleFor({ headers }: SignedRequest): BodyHmacRule {
  return hasHeader(headers, events.header) && !hasHeader(headers, webhooks.header) ? events : webhooks
}

function shopHeaders(event: SampleIdentity, topic: string): HeaderPair[] {
  return [
    ['X-Shopify-Topic', topic],
    ['X-Shopify-Shop-Domain', 'sample.myshopify.com'],
    ['X-Shopify-API-Version', '2026-10'],
    ['X-Shopify-Webhook-Id', event.id],
    ['X-Shopify-Event-Id', event.id],
    ['X-Shopify-Triggered-At', inIso(event)]
  ]
}

function order(event: SampleIdentity) {
  return {
    id: 820982911946154500,
    email: 'jon@example.com',
    created_at: inIso(event),
    currency: 'EUR',
    total_price: '19.99',
    line_items: []
  }
}
