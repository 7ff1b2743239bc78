/** Paddle Billing. */
import { jsonSamples, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Paddle']] })

const currency = textField('currency', 'Currency', 'EUR')
const total = textField('total', 'Total in cents', '1999')
const customer = 'ctm_01{{hex:24:customer}}'
const subscription = 'sub_01{{hex:24:subscription}}'

export const samples: readonly SampleTemplate[] = [
  event('transaction.completed', 'A transaction was completed', {
    fields: [total, currency],
    body: {
      id: 'txn_01{{hex:24:transaction}}',
      status: 'completed',
      customer_id: customer,
      subscription_id: subscription,
      currency_code: '{{currency}}',
      origin: 'web',
      collection_mode: 'automatic',
      billed_at: '{{iso-3}}',
      items: [{ price_id: 'pri_01{{hex:24:price}}', quantity: 1 }],
      details: { totals: { subtotal: '{{total}}', tax: '0', total: '{{total}}', grand_total: '{{total}}', currency_code: '{{currency}}' } },
      custom_data: null
    }
  }),
  event('subscription.created', 'A subscription was created', { fields: [currency], body: subscriptionOf({ status: 'active' }) }),
  event('subscription.canceled', 'A subscription was cancelled', {
    fields: [currency],
    body: subscriptionOf({ status: 'canceled', canceled_at: '{{iso-1}}', next_billed_at: null })
  }),
  event('customer.created', 'A customer was created', {
    fields: [textField('name', 'Name', 'Zoë Brandt'), textField('email', 'E-mail', 'zoe.brandt@example.com')],
    body: {
      id: customer,
      name: '{{name}}',
      email: '{{email}}',
      locale: 'de',
      status: 'active',
      marketing_consent: false,
      created_at: '{{iso-1}}'
    }
  })
]

function subscriptionOf(state: object): object {
  return {
    id: subscription,
    customer_id: customer,
    currency_code: '{{currency}}',
    billing_cycle: { interval: 'month', frequency: 1 },
    collection_mode: 'automatic',
    started_at: '{{iso-2592000}}',
    next_billed_at: '{{iso+2592000}}',
    canceled_at: null,
    scheduled_change: null,
    items: [{ status: 'active', quantity: 1, recurring: true, price: { id: 'pri_01{{hex:24:price}}', name: 'Monthly' } }],
    ...state
  }
}

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, {
    ...rest,
    body: {
      event_id: 'evt_01{{hex:24}}',
      event_type: type,
      occurred_at: '{{iso}}',
      notification_id: 'ntf_01{{hex:24:notification}}',
      data: body
    }
  })
}
