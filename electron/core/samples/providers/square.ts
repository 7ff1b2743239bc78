/** Square. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'Square Connect v2'],
    ['square-environment', 'Sandbox']
  ]
})

const amount = numberField('amount', 'Amount in cents', 4200)
const currency = textField('currency', 'Currency', 'USD')
const money = { amount: raw('amount'), currency: '{{currency}}' }

export const samples: readonly SampleTemplate[] = [
  event('payment.created', 'A payment was created', payment('APPROVED')),
  event('payment.updated', 'A payment was completed', payment('COMPLETED')),
  event('refund.created', 'A refund was created', {
    type: 'refund',
    id: '{{mixed:22:refund}}',
    object: {
      refund: {
        id: '{{mixed:22:refund}}',
        amount_money: money,
        created_at: '{{iso-1}}',
        location_id: 'L{{upper:12:location}}',
        order_id: '{{mixed:22:order}}',
        payment_id: '{{mixed:22:payment}}',
        status: 'PENDING',
        version: 1
      }
    }
  })
]

function payment(status: string): object {
  return {
    type: 'payment',
    id: '{{mixed:22:payment}}',
    object: {
      payment: {
        id: '{{mixed:22:payment}}',
        amount_money: money,
        total_money: money,
        approved_money: money,
        created_at: '{{iso-2}}',
        updated_at: '{{iso-1}}',
        location_id: 'L{{upper:12:location}}',
        order_id: '{{mixed:22:order}}',
        source_type: 'CARD',
        card_details: {
          status: 'CAPTURED',
          entry_method: 'KEYED',
          card: { card_brand: 'VISA', last_4: '1111', exp_month: 8, exp_year: 2030 }
        },
        status,
        version: 3
      }
    }
  }
}

function event(type: string, label: string, data: object): SampleTemplate {
  return json(type, label, {
    fields: [amount, currency],
    body: { merchant_id: 'M{{upper:12:merchant}}', type, event_id: '{{uuid:event}}', created_at: '{{iso}}', data }
  })
}
