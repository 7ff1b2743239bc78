/** Stripe events, with the fields that handlers mostly read. */
import { inSeconds } from '../../schemes/samples.ts'
import type { SampleEvent, SampleIdentity } from '../../schemes/scheme.ts'

const customer = 'cus_QmT7sample'

export const samples: readonly SampleEvent[] = [
  stripeEvent('payment_intent.succeeded', 'A payment went through', (event) => ({
    id: `pi_${event.id}`,
    object: 'payment_intent',
    amount: 4200,
    amount_received: 4200,
    capture_method: 'automatic',
    created: inSeconds(event) - 4,
    currency: 'eur',
    customer,
    description: 'Order 1042',
    latest_charge: `ch_${event.id}`,
    livemode: false,
    metadata: { order: '1042' },
    payment_method_types: ['card'],
    receipt_email: 'zoe.brandt@example.com',
    status: 'succeeded'
  })),
  stripeEvent('invoice.paid', 'An invoice was paid', (event) =>
    invoice(event, { status: 'paid', amount_paid: 1999, amount_remaining: 0, attempt_count: 1, attempted: true })
  ),
  stripeEvent('invoice.payment_failed', 'An invoice could not be paid', (event) =>
    invoice(event, {
      status: 'open',
      amount_paid: 0,
      amount_remaining: 1999,
      attempt_count: 2,
      attempted: true,
      next_payment_attempt: inSeconds(event) + 259_200
    })
  ),
  stripeEvent('checkout.session.completed', 'A checkout was completed', (event) => ({
    id: `cs_test_${event.id}`,
    object: 'checkout.session',
    amount_subtotal: 1999,
    amount_total: 1999,
    client_reference_id: 'cart_77',
    created: inSeconds(event) - 61,
    currency: 'eur',
    customer,
    customer_details: { email: 'zoe.brandt@example.com', name: 'Zoë Brandt', address: { country: 'DE', postal_code: '10115' } },
    livemode: false,
    metadata: {},
    mode: 'subscription',
    payment_status: 'paid',
    status: 'complete',
    subscription: `sub_${event.id}`,
    success_url: 'https://example.com/thanks'
  })),
  stripeEvent('customer.subscription.deleted', 'A subscription ended', (event) => ({
    id: `sub_${event.id}`,
    object: 'subscription',
    cancel_at_period_end: false,
    canceled_at: inSeconds(event),
    cancellation_details: { comment: null, feedback: 'too_expensive', reason: 'cancellation_requested' },
    created: inSeconds(event) - 2_592_000,
    currency: 'eur',
    customer,
    ended_at: inSeconds(event),
    items: {
      object: 'list',
      data: [
        {
          id: 'si_sample',
          object: 'subscription_item',
          price: { id: 'price_sample', unit_amount: 1999, recurring: { interval: 'month' } },
          quantity: 1
        }
      ]
    },
    livemode: false,
    metadata: {},
    status: 'canceled'
  }))
]

function invoice(event: SampleIdentity, state: object): object {
  return {
    id: `in_${event.id}`,
    object: 'invoice',
    amount_due: 1999,
    billing_reason: 'subscription_cycle',
    collection_method: 'charge_automatically',
    created: inSeconds(event) - 3600,
    currency: 'eur',
    customer,
    customer_email: 'zoe.brandt@example.com',
    lines: {
      object: 'list',
      data: [
        {
          id: 'il_sample',
          object: 'line_item',
          amount: 1999,
          currency: 'eur',
          description: '1 × Pro plan (at €19.99 / month)',
          quantity: 1
        }
      ]
    },
    livemode: false,
    metadata: {},
    number: 'A1B2C3D4-0042',
    total: 1999,
    ...state
  }
}

/** Stripe sends its events indented by two spaces. */
function stripeEvent(type: string, label: string, object: (event: SampleIdentity) => object): SampleEvent {
  return {
    type,
    label,
    contentType: 'application/json; charset=utf-8',
    headers: () => [
      ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
      ['Accept', '*/*; q=0.5, application/xml'],
      ['Cache-Control', 'no-cache']
    ],
    body: (event) =>
      JSON.stringify(
        {
          id: `evt_${event.id}`,
          object: 'event',
          api_version: '2026-08-26',
          created: inSeconds(event),
          data: { object: object(event) },
          livemode: false,
          pending_webhooks: 1,
          request: { id: null, idempotency_key: null },
          type
        },
        undefined,
        2
      )
  }
}
