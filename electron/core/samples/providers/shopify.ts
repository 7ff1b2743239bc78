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

function order(state: { readonly financial_status: string }): object {
  const isPaid = state.financial_status === 'paid'
  return {
    id: raw('digits:13:order'),
    admin_graphql_api_id: 'gid://shopify/Order/{{digits:13:order}}',
    app_id: 580_111,
    browser_ip: '192.0.2.17',
    buyer_accepts_marketing: false,
    cancel_reason: null,
    cancelled_at: null,
    cart_token: null,
    checkout_id: raw('digits:14:checkout'),
    checkout_token: '{{hex:32:checkout}}',
    closed_at: null,
    confirmation_number: '{{upper:9:confirmation}}',
    confirmed: true,
    contact_email: '{{email}}',
    created_at: '{{isoSeconds-2}}',
    currency: '{{currency}}',
    current_subtotal_price: '{{total}}',
    current_total_discounts: '0.00',
    current_total_price: '{{total}}',
    current_total_price_set: money('total'),
    current_total_tax: '0.00',
    customer_locale: 'de-DE',
    discount_codes: [],
    email: '{{email}}',
    financial_status: state.financial_status,
    fulfillment_status: null,
    landing_site: '/products/blue-mug',
    name: '#{{order}}',
    note: null,
    note_attributes: [],
    number: raw('order'),
    order_number: raw('order'),
    order_status_url: 'https://shop.example.com/{{digits:11:shop}}/orders/{{hex:32:token}}/authenticate?key={{hex:32:key}}',
    payment_gateway_names: [isPaid ? 'shopify_payments' : 'bank_transfer'],
    phone: null,
    presentment_currency: '{{currency}}',
    processed_at: '{{isoSeconds-3}}',
    source_name: 'web',
    subtotal_price: '{{total}}',
    tags: '',
    tax_lines: [],
    taxes_included: true,
    test: false,
    token: '{{hex:32:token}}',
    ...totals(isPaid),
    updated_at: '{{isoSeconds-1}}',
    ...people(),
    discount_applications: [],
    fulfillments: [],
    line_items: [lineItem()],
    refunds: [],
    shipping_address: address(),
    shipping_lines: [shippingLine()]
  }
}

function shippingLine(): object {
  return {
    id: raw('digits:13:shipping'),
    code: 'Standard',
    discounted_price: '0.00',
    price: '0.00',
    source: 'shopify',
    tax_lines: [],
    title: 'Standard'
  }
}

function totals(isPaid: boolean): object {
  return {
    total_discounts: '0.00',
    total_line_items_price: '{{total}}',
    total_outstanding: isPaid ? '0.00' : '{{total}}',
    total_price: '{{total}}',
    total_price_set: money('total'),
    total_tax: '0.00',
    total_weight: 700
  }
}

function people(): object {
  return {
    billing_address: address(),
    customer: {
      id: raw('digits:13:customer'),
      email: '{{email}}',
      created_at: '2025-11-03T18:20:11+01:00',
      updated_at: '{{isoSeconds-2}}',
      first_name: 'Zoë',
      last_name: 'Brandt',
      state: 'disabled',
      note: null,
      verified_email: true,
      tax_exempt: false,
      phone: null,
      tags: '',
      currency: '{{currency}}',
      admin_graphql_api_id: 'gid://shopify/Customer/{{digits:13:customer}}'
    }
  }
}

function lineItem(): object {
  return {
    id: raw('digits:14:line'),
    admin_graphql_api_id: 'gid://shopify/LineItem/{{digits:14:line}}',
    current_quantity: 1,
    fulfillable_quantity: 1,
    fulfillment_service: 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: 700,
    name: 'Blue mug - 300 ml',
    price: '{{total}}',
    price_set: money('total'),
    product_exists: true,
    product_id: raw('digits:13:product'),
    properties: [],
    quantity: 1,
    requires_shipping: true,
    sku: 'MUG-BLUE',
    taxable: true,
    title: 'Blue mug',
    total_discount: '0.00',
    variant_id: raw('digits:14:variant'),
    variant_title: '300 ml',
    vendor: 'Northwind Pottery',
    tax_lines: [],
    discount_allocations: []
  }
}

/** An amount in the shop's currency and in the customer's, which are the same here. */
function money(field: string): object {
  const amount = { amount: `{{${field}}}`, currency_code: '{{currency}}' }
  return { shop_money: amount, presentment_money: amount }
}

function address(): object {
  return {
    first_name: 'Zoë',
    address1: 'Am Kai 3',
    phone: null,
    city: 'Berlin',
    zip: '10115',
    province: null,
    country: 'Germany',
    last_name: 'Brandt',
    address2: null,
    company: null,
    latitude: null,
    longitude: null,
    name: 'Zoë Brandt',
    country_code: 'DE',
    province_code: null
  }
}
