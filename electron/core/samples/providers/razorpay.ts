/** Razorpay. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'Razorpay-Webhook/v1'],
    ['x-razorpay-event-id', '{{mixed:14}}']
  ]
})

const fields = [numberField('amount', 'Amount in paise', 50_000), textField('email', 'Customer’s e-mail', 'zoe.brandt@example.com')]
const payment = {
  id: 'pay_{{mixed:14:payment}}',
  entity: 'payment',
  amount: raw('amount'),
  currency: 'INR',
  order_id: 'order_{{mixed:14:order}}',
  method: 'card',
  amount_refunded: 0,
  email: '{{email}}',
  contact: '+12025550143',
  notes: [],
  created_at: raw('seconds-5')
}

export const samples: readonly SampleTemplate[] = [
  event('payment.captured', 'A payment was captured', { payment: { entity: { ...payment, status: 'captured', captured: true } } }),
  event('payment.failed', 'A payment failed', {
    payment: {
      entity: {
        ...payment,
        status: 'failed',
        captured: false,
        error_code: 'BAD_REQUEST_ERROR',
        error_description: 'The bank declined the card.',
        error_reason: 'payment_failed'
      }
    }
  }),
  event('refund.created', 'A refund was created', {
    refund: {
      entity: {
        id: 'rfnd_{{mixed:14:refund}}',
        entity: 'refund',
        amount: raw('amount'),
        currency: 'INR',
        payment_id: 'pay_{{mixed:14:payment}}',
        status: 'processed',
        created_at: raw('seconds')
      }
    },
    payment: { entity: { ...payment, status: 'captured', captured: true } }
  })
]

function event(type: string, label: string, payload: object): SampleTemplate {
  return json(type, label, {
    fields,
    body: {
      entity: 'event',
      account_id: 'acc_{{mixed:14:account}}',
      event: type,
      contains: Object.keys(payload),
      payload,
      created_at: raw('seconds')
    }
  })
}
