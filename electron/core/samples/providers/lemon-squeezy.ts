/** Lemon Squeezy: JSON:API, with the name of the event in a header too. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: (type) => [
    ['User-Agent', 'LemonSqueezy-Hookshot'],
    ['X-Event-Name', type]
  ]
})

const name = textField('name', 'Customer', 'Zoë Brandt')
const email = textField('email', 'Customer’s e-mail', 'zoe.brandt@example.com')
const total = numberField('total', 'Total in cents', 1999)

const api = 'https://api.lemonsqueezy.com/v1'
const product = { product_id: 51_204, product_name: 'Pro plan', variant_id: 81_120, variant_name: 'Default' }

export const samples: readonly SampleTemplate[] = [
  event('order_created', 'orders', 'An order was created', [total], order({ status: 'paid', refunded: false, refunded_at: null })),
  event(
    'order_refunded',
    'orders',
    'An order was refunded',
    [total],
    order({ status: 'refunded', refunded: true, refunded_at: '{{iso-1}}' })
  ),
  event('subscription_created', 'subscriptions', 'A subscription was created', [], subscription({ status: 'active', ends_at: null })),
  event('subscription_cancelled', 'subscriptions', 'A subscription was cancelled', [], {
    ...subscription({ status: 'cancelled', ends_at: '{{iso+2592000}}' }),
    cancelled: true
  }),
  event('subscription_payment_success', 'subscription-invoices', 'A subscription was paid', [total], {
    subscription_id: raw('digits:7:subscription'),
    billing_reason: 'renewal',
    card_brand: 'visa',
    card_last_four: '4242',
    currency: 'EUR',
    status: 'paid',
    status_formatted: 'Paid',
    refunded: false,
    subtotal: raw('total'),
    discount_total: 0,
    tax: 0,
    total: raw('total'),
    urls: { invoice_url: 'https://app.lemonsqueezy.com/my-orders/{{uuid:order}}/subscription-invoice/{{digits:7:object}}' }
  })
]

function order(state: { readonly status: string; readonly refunded: boolean; readonly refunded_at: string | null }): object {
  return {
    identifier: '{{uuid:order}}',
    order_number: 1042,
    currency: 'EUR',
    currency_rate: '1.0000',
    subtotal: raw('total'),
    setup_fee: 0,
    discount_total: 0,
    tax: 0,
    total: raw('total'),
    tax_name: '',
    tax_rate: '0.00',
    tax_inclusive: false,
    ...state,
    status_formatted: state.refunded ? 'Refunded' : 'Paid',
    first_order_item: {
      id: raw('digits:7:item'),
      order_id: raw('digits:7:object'),
      ...product,
      price: raw('total'),
      quantity: 1,
      created_at: '{{iso-1}}',
      updated_at: '{{iso-1}}',
      test_mode: true
    },
    urls: { receipt: 'https://app.lemonsqueezy.com/my-orders/{{uuid:order}}' }
  }
}

function subscription(state: { readonly status: string; readonly ends_at: string | null }): object {
  return {
    order_id: raw('digits:7:order'),
    order_item_id: raw('digits:7:item'),
    ...product,
    card_brand: 'visa',
    card_last_four: '4242',
    pause: null,
    cancelled: false,
    trial_ends_at: null,
    billing_anchor: 12,
    ...state,
    status_formatted: state.status === 'active' ? 'Active' : 'Cancelled',
    renews_at: '{{iso+2592000}}',
    urls: {
      update_payment_method:
        'https://store.example.com/subscription/{{digits:7:object}}/payment-details?expires={{seconds+86400}}&signature={{hex:64}}',
      customer_portal: 'https://store.example.com/billing?expires={{seconds+86400}}&signature={{hex:64:portal}}'
    }
  }
}

function event(type: string, kind: string, label: string, fields: SampleTemplate['fields'], attributes: object): SampleTemplate {
  const self = `${api}/${kind}/{{digits:7:object}}`
  const related = (name: string): object => ({ links: { related: `${self}/${name}`, self: `${self}/relationships/${name}` } })
  return json(type, label, {
    fields: [name, email, ...fields],
    body: {
      meta: { test_mode: true, event_name: type, custom_data: { user_id: '311' }, webhook_id: '{{uuid:webhook}}' },
      data: {
        type: kind,
        id: '{{digits:7:object}}',
        attributes: {
          store_id: 4471,
          customer_id: raw('digits:7:customer'),
          user_name: '{{name}}',
          user_email: '{{email}}',
          ...attributes,
          created_at: '{{iso-1}}',
          updated_at: '{{iso-1}}',
          test_mode: true
        },
        relationships: { store: related('store'), customer: related('customer') },
        links: { self }
      }
    }
  })
}
