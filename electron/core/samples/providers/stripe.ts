/** Stripe events, with the fields that handlers mostly read. Stripe indents its JSON by two spaces. */
import { jsonSamples, numberField, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  contentType: 'application/json; charset=utf-8',
  layout: 'indented',
  headers: () => [
    ['User-Agent', 'Stripe/1.0 (+https://stripe.com/docs/webhooks)'],
    ['Accept', '*/*; q=0.5, application/xml'],
    ['Cache-Control', 'no-cache']
  ]
})

const customer = 'cus_{{mixed:14:customer}}'
const amount = (value: number) => numberField('amount', 'Amount in cents', value)
const currency = textField('currency', 'Currency', 'eur')
const email = textField('email', 'Customer’s e-mail', 'zoe.brandt@example.com')
const plan = textField('plan', 'Plan', 'Pro plan')

export const samples: readonly SampleTemplate[] = [
  event('payment_intent.succeeded', 'A payment went through', {
    fields: [amount(4200), currency, email, textField('order', 'Order', '1042')],
    body: {
      id: 'pi_3{{mixed:23:pi}}',
      object: 'payment_intent',
      amount: raw('amount'),
      amount_capturable: 0,
      amount_details: { tip: {} },
      amount_received: raw('amount'),
      application: null,
      application_fee_amount: null,
      automatic_payment_methods: { allow_redirects: 'always', enabled: true },
      canceled_at: null,
      cancellation_reason: null,
      capture_method: 'automatic',
      client_secret: 'pi_3{{mixed:23:pi}}_secret_{{mixed:25}}',
      confirmation_method: 'automatic',
      created: raw('seconds-4'),
      currency: '{{currency}}',
      customer,
      description: 'Order {{order}}',
      last_payment_error: null,
      latest_charge: 'ch_3{{mixed:23:ch}}',
      livemode: false,
      metadata: { order: '{{order}}' },
      next_action: null,
      payment_method: 'pm_1{{mixed:23:pm}}',
      payment_method_types: ['card'],
      receipt_email: '{{email}}',
      setup_future_usage: null,
      shipping: null,
      statement_descriptor: null,
      status: 'succeeded',
      transfer_data: null
    }
  }),
  event('invoice.paid', 'An invoice was paid', {
    fields: [amount(1999), currency, email, plan],
    body: invoice({ status: 'paid', amount_paid: raw('amount'), amount_remaining: 0, attempt_count: 1, next_payment_attempt: null })
  }),
  event('invoice.payment_failed', 'An invoice could not be paid', {
    fields: [amount(1999), currency, email, plan],
    body: invoice({
      status: 'open',
      amount_paid: 0,
      amount_remaining: raw('amount'),
      attempt_count: 2,
      next_payment_attempt: raw('seconds+259200')
    })
  }),
  event('checkout.session.completed', 'A checkout was completed', {
    fields: [
      amount(1999),
      currency,
      email,
      textField('name', 'Customer', 'Zoë Brandt'),
      textField('reference', 'Your reference', 'cart_77')
    ],
    body: {
      id: 'cs_test_a1{{mixed:56:cs}}',
      object: 'checkout.session',
      amount_subtotal: raw('amount'),
      amount_total: raw('amount'),
      automatic_tax: { enabled: false, status: null },
      cancel_url: 'https://shop.example.com/cart',
      client_reference_id: '{{reference}}',
      created: raw('seconds-61'),
      currency: '{{currency}}',
      customer,
      customer_details: {
        address: { city: 'Berlin', country: 'DE', line1: null, line2: null, postal_code: '10115', state: null },
        email: '{{email}}',
        name: '{{name}}',
        phone: null,
        tax_exempt: 'none',
        tax_ids: []
      },
      expires_at: raw('seconds+86339'),
      livemode: false,
      metadata: {},
      mode: 'subscription',
      payment_method_types: ['card'],
      payment_status: 'paid',
      status: 'complete',
      subscription: 'sub_1{{mixed:23:sub}}',
      success_url: 'https://shop.example.com/thanks',
      total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
      url: null
    }
  }),
  event('customer.subscription.deleted', 'A subscription ended', {
    fields: [amount(1999), currency, textField('feedback', 'Feedback', 'too_expensive')],
    body: {
      id: 'sub_1{{mixed:23:sub}}',
      object: 'subscription',
      billing_cycle_anchor: raw('seconds-2592000'),
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: raw('seconds'),
      cancellation_details: { comment: null, feedback: '{{feedback}}', reason: 'cancellation_requested' },
      collection_method: 'charge_automatically',
      created: raw('seconds-2592000'),
      currency: '{{currency}}',
      customer,
      ended_at: raw('seconds'),
      items: {
        object: 'list',
        data: [
          {
            id: 'si_{{mixed:14:si}}',
            object: 'subscription_item',
            current_period_end: raw('seconds'),
            current_period_start: raw('seconds-2592000'),
            price: price(),
            quantity: 1
          }
        ],
        has_more: false,
        total_count: 1
      },
      latest_invoice: 'in_1{{mixed:23:in}}',
      livemode: false,
      metadata: {},
      start_date: raw('seconds-2592000'),
      status: 'canceled'
    }
  }),
  event('charge.refunded', 'A charge was refunded', {
    fields: [amount(4200), currency, email],
    body: {
      id: 'ch_3{{mixed:23:ch}}',
      object: 'charge',
      amount: raw('amount'),
      amount_captured: raw('amount'),
      amount_refunded: raw('amount'),
      balance_transaction: 'txn_3{{mixed:23:txn}}',
      billing_details: { email: '{{email}}', name: 'Zoë Brandt', phone: null },
      captured: true,
      created: raw('seconds-7200'),
      currency: '{{currency}}',
      customer,
      disputed: false,
      livemode: false,
      metadata: {},
      paid: true,
      payment_intent: 'pi_3{{mixed:23:pi}}',
      payment_method_details: { card: { brand: 'visa', country: 'DE', exp_month: 8, exp_year: 2030, last4: '4242' }, type: 'card' },
      refunded: true,
      status: 'succeeded'
    }
  })
]

function invoice(state: object): object {
  return {
    id: 'in_1{{mixed:23:in}}',
    object: 'invoice',
    account_country: 'DE',
    amount_due: raw('amount'),
    attempted: true,
    auto_advance: false,
    billing_reason: 'subscription_cycle',
    collection_method: 'charge_automatically',
    created: raw('seconds-3600'),
    currency: '{{currency}}',
    customer,
    customer_email: '{{email}}',
    customer_name: 'Zoë Brandt',
    lines: {
      object: 'list',
      data: [
        {
          id: 'il_1{{mixed:23:il}}',
          object: 'line_item',
          amount: raw('amount'),
          currency: '{{currency}}',
          description: '1 × {{plan}} (monthly)',
          period: { end: raw('seconds+2592000'), start: raw('seconds') },
          quantity: 1
        }
      ],
      has_more: false,
      total_count: 1
    },
    livemode: false,
    metadata: {},
    number: '{{upper:8}}-0042',
    period_end: raw('seconds'),
    period_start: raw('seconds-2592000'),
    subtotal: raw('amount'),
    total: raw('amount'),
    ...state
  }
}

function price(): object {
  return {
    id: 'price_1{{mixed:23:price}}',
    object: 'price',
    active: true,
    currency: '{{currency}}',
    product: 'prod_{{mixed:14:prod}}',
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    type: 'recurring',
    unit_amount: raw('amount')
  }
}

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, {
    ...rest,
    body: {
      id: 'evt_1{{mixed:23}}',
      object: 'event',
      api_version: '2026-08-26',
      created: raw('seconds'),
      data: { object: body },
      livemode: false,
      pending_webhooks: 1,
      request: { id: 'req_{{mixed:14:req}}', idempotency_key: '{{uuid}}' },
      type
    }
  })
}
