/** WooCommerce: the topic is in a header; PHP writes the JSON. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  escapes: 'ascii',
  headers: (topic) => [
    ['User-Agent', 'WooCommerce/10.3.4 Hookshot (WordPress/6.9)'],
    ['X-WC-Webhook-Source', 'https://shop.example.com/'],
    ['X-WC-Webhook-Topic', topic],
    ['X-WC-Webhook-Resource', topic.split('.')[0] ?? ''],
    ['X-WC-Webhook-Event', topic.split('.')[1] ?? ''],
    ['X-WC-Webhook-ID', '12'],
    ['X-WC-Webhook-Delivery-ID', '{{hex:32}}']
  ]
})

const email = textField('email', 'Customer’s e-mail', 'zoe.brandt@example.com')
const orderFields = [
  numberField('order', 'Order number', 1042),
  textField('total', 'Total', '54.80'),
  textField('currency', 'Currency', 'EUR'),
  email
]

export const samples: readonly SampleTemplate[] = [
  json('order.created', 'An order was created', { fields: orderFields, body: order('processing') }),
  json('order.updated', 'An order was completed', { fields: orderFields, body: order('completed') }),
  json('customer.created', 'A customer was created', {
    fields: [email, textField('name', 'First name', 'Zoë')],
    body: {
      id: raw('digits:5:customer'),
      date_created_gmt: '{{isoSeconds-1}}',
      email: '{{email}}',
      first_name: '{{name}}',
      last_name: 'Brandt',
      role: 'customer',
      username: 'zoe.brandt',
      is_paying_customer: false,
      meta_data: []
    }
  }),
  json('product.updated', 'A product was changed', {
    fields: [textField('name', 'Name', 'Blue mug'), textField('price', 'Price', '14.90')],
    body: {
      id: raw('digits:5:product'),
      name: '{{name}}',
      slug: 'blue-mug',
      type: 'simple',
      status: 'publish',
      sku: 'MUG-BLUE',
      price: '{{price}}',
      stock_quantity: 18
    }
  })
]

function order(status: string): object {
  return {
    id: raw('order'),
    number: '{{order}}',
    status,
    currency: '{{currency}}',
    date_created_gmt: '{{isoSeconds-2}}',
    total: '{{total}}',
    total_tax: '0.00',
    prices_include_tax: true,
    order_key: 'wc_order_{{mixed:13:key}}',
    billing: {
      first_name: 'Zoë',
      last_name: 'Brandt',
      address_1: 'Am Kai 3',
      city: 'Berlin',
      postcode: '10115',
      country: 'DE',
      email: '{{email}}'
    },
    payment_method: 'bacs',
    payment_method_title: 'Bank transfer',
    line_items: [{ id: 88, name: 'Blue mug', product_id: 311, quantity: 2, total: '29.80', sku: 'MUG-BLUE', price: 14.9 }],
    meta_data: []
  }
}
