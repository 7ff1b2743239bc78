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

export const samples: readonly SampleTemplate[] = [
  event('order_created', 'orders', 'An order was created', [total], {
    status: 'paid',
    currency: 'EUR',
    total: raw('total'),
    subtotal: raw('total'),
    refunded: false
  }),
  event('subscription_created', 'subscriptions', 'A subscription was created', [], {
    status: 'active',
    product_name: 'Pro plan',
    renews_at: '{{iso+2592000}}',
    ends_at: null
  }),
  event('subscription_cancelled', 'subscriptions', 'A subscription was cancelled', [], {
    status: 'cancelled',
    cancelled: true,
    product_name: 'Pro plan',
    ends_at: '{{iso+2592000}}'
  })
]

function event(type: string, kind: string, label: string, fields: SampleTemplate['fields'], attributes: object): SampleTemplate {
  return json(type, label, {
    fields: [name, email, ...fields],
    body: {
      meta: { event_name: type, test_mode: true, webhook_id: '{{uuid:webhook}}' },
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
          test_mode: true
        }
      }
    }
  })
}
