/** Shopify webhooks: the topic is in a header, the body is the thing itself. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: (topic) => [
    ['User-Agent', 'Shopify-Captain-Hook'],
    ['X-Shopify-Topic', topic],
    ['X-Shopify-Shop-Domain', 'shop.example.com'],
    ['X-Shopify-API-Version', '2026-10'],
    ['X-Shopify-Webhook-Id', '{{uuid:webhook}}'],
    ['X-Shopify-Event-Id', '{{uuid:event}}'],
    ['X-Shopify-Triggered-At', '{{iso-1}}']
  ]
})

const email = textField('email', 'Customer’s e-mail', 'zoe.brandt@example.com')
const total = textField('total', 'Total', '54.80')
const currency = textField('currency', 'Currency', 'EUR')
const orderFields = [email, total, currency, numberField('order', 'Order number', 1042)]

export const samples: readonly SampleTemplate[] = [
  json('orders/create', 'An order was created', { fields: orderFields, body: order({ financial_status: 'pending' }) }),
  json('orders/paid', 'An order was paid', { fields: orderFields, body: order({ financial_status: 'paid' }) }),
  json('products/update', 'A product was changed', {
    fields: [textField('title', 'Title', 'Blue mug'), textField('price', 'Price', '14.90')],
    body: {
      id: raw('digits:13:product'),
      admin_graphql_api_id: 'gid://shopify/Product/{{digits:13:product}}',
      title: '{{title}}',
      body_html: '<p>Holds 300 ml.</p>',
      handle: 'blue-mug',
      product_type: 'Mugs',
      vendor: 'Northwind Pottery',
      status: 'active',
      tags: 'blue, kitchen',
      created_at: '2026-03-04T09:12:00+01:00',
      updated_at: '{{isoSeconds}}',
      variants: [{ id: raw('digits:14:variant'), title: 'Default', price: '{{price}}', sku: 'MUG-BLUE', inventory_quantity: 18 }]
    }
  }),
  json('app/uninstalled', 'The app was uninstalled', {
    fields: [textField('shop', 'Shop', 'Northwind Pottery'), email],
    body: {
      id: raw('digits:11:shop'),
      name: '{{shop}}',
      email: '{{email}}',
      domain: 'shop.example.com',
      country: 'DE',
      currency: 'EUR',
      plan_name: 'basic',
      created_at: '2025-01-12T10:00:00+01:00',
      updated_at: '{{isoSeconds}}'
    }
  })
]

function order(state: object): object {
  return {
    id: raw('digits:13:order'),
    admin_graphql_api_id: 'gid://shopify/Order/{{digits:13:order}}',
    name: '#{{order}}',
    order_number: raw('order'),
    email: '{{email}}',
    created_at: '{{isoSeconds-2}}',
    updated_at: '{{isoSeconds-1}}',
    cancelled_at: null,
    currency: '{{currency}}',
    subtotal_price: '{{total}}',
    total_price: '{{total}}',
    total_tax: '0.00',
    taxes_included: true,
    test: false,
    fulfillment_status: null,
    customer: { id: raw('digits:13:customer'), email: '{{email}}', first_name: 'Zoë', last_name: 'Brandt' },
    line_items: [{ id: raw('digits:14:line'), title: 'Blue mug', sku: 'MUG-BLUE', quantity: 2, price: '14.90', requires_shipping: true }],
    shipping_address: { first_name: 'Zoë', last_name: 'Brandt', address1: 'Am Kai 3', zip: '10115', city: 'Berlin', country_code: 'DE' },
    note: null,
    tags: '',
    ...state
  }
}
