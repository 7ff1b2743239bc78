/** Stripe. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import type { SampleIdentity, Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'stripe',
    label: 'Stripe',
    group: 'Payments',
    docsUrl: 'https://docs.stripe.com/webhooks/signature',
    secretHint:
      'The endpoint\'s signing secret, "whsec_" and more, from the Workbench or from "stripe listen". It is used whole, not decoded.',
    toleranceSeconds: 300,
    rotation: 'While a secret is rolled the header holds a v1 signature for each, for up to 24 h.',
    success: 'Any 2xx, quickly; about 20 s are allowed in practice. A redirect is a failure.',
    answerWithinSeconds: 20,
    retries: {
      delaysSeconds: [3600, 7200, 14_400, 28_800, 43_200, 86_400, 86_400],
      summary:
        'Live mode: for up to 3 days, further and further apart; the exact times are not published. Test mode: 3 times over a few hours.',
      source: 'https://docs.stripe.com/webhooks',
      readOn: '2026-11'
    },
    notes: ["Stripe's libraries accept timestamps in the future; Hooklab does not, beyond the tolerance.", 'v0 signatures are ignored.'],
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'type' }] }),
    checkSecret: (value) => {
      if (/^(sk|rk|pk)_(test|live)_/.test(value)) return 'This is an API key. The signing secret of the endpoint begins with "whsec_".'
      return value.startsWith('whsec_') ? undefined : 'A Stripe signing secret begins with "whsec_".'
    },
    samples: [
      { type: 'invoice.paid', label: 'An invoice was paid', body: (event) => stripeEvent(event, 'invoice.paid', invoice(event)) },
      {
        type: 'checkout.session.completed',
        label: 'A checkout was completed',
        body: (event) => stripeEvent(event, 'checkout.session.completed', checkoutSession(event))
      },
      {
        type: 'customer.subscription.deleted',
        label: 'A subscription ended',
        body: (event) => stripeEvent(event, 'customer.subscription.deleted', subscription(event))
      }
    ]
  },
  {
    header: 'Stripe-Signature',
    separator: ',',
    signatureKey: 'v1',
    time: { key: 't', format: 'seconds', joint: '.' },
    algorithm: 'sha256',
    encoding: 'hex'
  }
)

function stripeEvent({ id, now }: SampleIdentity, type: string, object: object): string {
  const event = {
    id: `evt_${id}`,
    object: 'event',
    api_version: '2026-08-26',
    created: Math.floor(now / 1000),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type
  }
  // Stripe sends its events indented by two spaces.
  return JSON.stringify(event, undefined, 2)
}

function invoice({ id }: SampleIdentity): object {
  return { id: `in_${id}`, object: 'invoice', amount_due: 1999, amount_paid: 1999, currency: 'eur', customer: 'cus_sample', status: 'paid' }
}

function checkoutSession({ id }: SampleIdentity): object {
  return { id: `cs_test_${id}`, object: 'checkout.session', amount_total: 1999, currency: 'eur', mode: 'payment', payment_status: 'paid' }
}

function subscription({ id, now }: SampleIdentity): object {
  return { id: `sub_${id}`, object: 'subscription', customer: 'cus_sample', ended_at: Math.floor(now / 1000), status: 'canceled' }
}
