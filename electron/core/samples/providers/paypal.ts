/** PayPal. The private key is PayPal's; samples can be signed with one of our own, if the endpoint has a webhook id. */
import { sign } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { headerValue } from '../../schemes/headers.ts'
import type { OwnKeyKind } from '../own-key.ts'
import { jsonSamples, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'PayPal/AUHR-214.0-55417034'],
    ['Accept', '*/*'],
    ['PAYPAL-TRANSMISSION-ID', '{{uuid}}'],
    ['PAYPAL-TRANSMISSION-TIME', '{{isoSeconds}}'],
    ['PAYPAL-TRANSMISSION-SIG', '{{mixed:342}}=='],
    ['PAYPAL-AUTH-ALGO', 'SHA256withRSA'],
    ['CORRELATION-ID', '{{hex:13}}']
  ]
})

const value = textField('amount', 'Amount', '42.00')
const currency = textField('currency', 'Currency', 'EUR')
const email = textField('email', 'Payer’s e-mail', 'zoe.brandt@example.com')
const amount = { currency_code: '{{currency}}', value: '{{amount}}' }
const api = 'https://api.paypal.com/v2'

export const samples: readonly SampleTemplate[] = [
  event('PAYMENT.CAPTURE.COMPLETED', 'A payment was captured', 'capture', {
    fields: [value, currency, textField('invoice', 'Invoice', 'INV-1042')],
    body: {
      id: '{{upper:17}}',
      status: 'COMPLETED',
      amount,
      final_capture: true,
      invoice_id: '{{invoice}}',
      seller_protection: { status: 'ELIGIBLE', dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'] },
      seller_receivable_breakdown: { gross_amount: amount, paypal_fee: { currency_code: '{{currency}}', value: '1.40' } },
      supplementary_data: { related_ids: { order_id: '{{upper:17:order}}' } },
      create_time: '{{isoSeconds-2}}',
      update_time: '{{isoSeconds-2}}',
      links: [
        { href: `${api}/payments/captures/{{upper:17}}`, rel: 'self', method: 'GET' },
        { href: `${api}/payments/captures/{{upper:17}}/refund`, rel: 'refund', method: 'POST' }
      ]
    }
  }),
  event('CHECKOUT.ORDER.APPROVED', 'A buyer approved an order', 'checkout-order', {
    fields: [value, currency, email],
    body: {
      id: '{{upper:17:order}}',
      intent: 'CAPTURE',
      status: 'APPROVED',
      payer: {
        name: { given_name: 'Zoë', surname: 'Brandt' },
        email_address: '{{email}}',
        payer_id: '{{upper:13}}',
        address: { country_code: 'DE' }
      },
      purchase_units: [
        { reference_id: 'default', amount, payee: { email_address: 'shop@example.com', merchant_id: '{{upper:13:merchant}}' } }
      ],
      create_time: '{{isoSeconds-40}}',
      links: [{ href: `${api}/checkout/orders/{{upper:17:order}}/capture`, rel: 'capture', method: 'POST' }]
    }
  }),
  event('BILLING.SUBSCRIPTION.CANCELLED', 'A subscription was cancelled', 'subscription', {
    fields: [textField('plan', 'Plan', 'P-5ML4271244454362WXNWU5NQ'), email],
    body: {
      id: 'I-{{upper:12}}',
      plan_id: '{{plan}}',
      status: 'CANCELLED',
      status_change_note: 'Not needed any more',
      status_update_time: '{{isoSeconds}}',
      quantity: '1',
      start_time: '{{isoSeconds-2592000}}',
      create_time: '{{isoSeconds-2592000}}',
      update_time: '{{isoSeconds}}',
      subscriber: { email_address: '{{email}}', name: { given_name: 'Zoë', surname: 'Brandt' } },
      billing_info: { outstanding_balance: { currency_code: 'EUR', value: '0.0' }, failed_payments_count: 0 }
    }
  })
]

export const ownKey: OwnKeyKind = {
  algorithm: 'rsa',
  publicText: (key) => key.export({ type: 'spki', format: 'pem' }).toString(),
  missing: ({ options }) =>
    options['webhookId']
      ? undefined
      : 'The endpoint’s option "Webhook id" is empty; it is part of what is signed. Any text will do for samples.',
  sign({ headers, body }, key, now, { options }) {
    const time = new Date(now).toISOString()
    const content = [headerValue(headers, 'PAYPAL-TRANSMISSION-ID') ?? '', time, String(options['webhookId']), crc32(body)].join('|')
    return [
      ['PAYPAL-TRANSMISSION-TIME', time],
      // The certificate is not fetched: the endpoint has the key.
      ['PAYPAL-CERT-URL', 'https://api.paypal.com/v1/notifications/certs/CERT-hooklab-sample'],
      ['PAYPAL-TRANSMISSION-SIG', sign('sha256', Buffer.from(content, 'latin1'), key).toString('base64')]
    ]
  }
}

function event(type: string, label: string, resourceType: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, {
    ...rest,
    body: {
      id: 'WH-{{upper:17:event}}-{{upper:17:event2}}',
      event_version: '1.0',
      create_time: '{{iso}}',
      resource_type: resourceType,
      resource_version: '2.0',
      event_type: type,
      summary: `${label}.`,
      resource: body,
      links: [
        {
          href: 'https://api.paypal.com/v1/notifications/webhooks-events/WH-{{upper:17:event}}-{{upper:17:event2}}',
          rel: 'self',
          method: 'GET'
        }
      ]
    }
  })
}
