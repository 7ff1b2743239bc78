/** Events of a home-made sender, in the guide's plain form: the type is in `event`. */
import { jsonSamples, numberField, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({})

export const samples: readonly SampleTemplate[] = [
  event('order.paid', 'An order was paid', {
    fields: [
      numberField('total', 'Total in cents', 5480),
      textField('currency', 'Currency', 'EUR'),
      textField('email', 'Customer’s e-mail', 'zoe.brandt@example.com')
    ],
    body: {
      order: {
        id: 'ord_{{id}}',
        number: 1042,
        status: 'paid',
        currency: '{{currency}}',
        total: raw('total'),
        items: [
          { sku: 'MUG-BLUE', name: 'Blue mug', quantity: 2, price: 1490 },
          { sku: 'TEA-250', name: 'Green tea, 250 g', quantity: 1, price: 2500 }
        ]
      },
      customer: { id: 'cus_311', name: 'Zoë Brandt', email: '{{email}}' }
    }
  }),
  event('user.created', 'A user signed up', {
    fields: [
      textField('name', 'Name', 'Kwame Mensah'),
      textField('email', 'E-mail', 'kwame.mensah@example.com'),
      textField('plan', 'Plan', 'free')
    ],
    body: { user: { id: 'usr_{{id}}', name: '{{name}}', email: '{{email}}', locale: 'en-GH', plan: '{{plan}}', verified: false } }
  }),
  event('payment.failed', 'A payment failed', {
    fields: [numberField('amount', 'Amount in cents', 1250), textField('code', 'Reason code', 'card_declined')],
    body: {
      payment: { id: 'pay_{{id}}', amount: raw('amount'), currency: 'EUR', method: 'card', attempt: 2 },
      reason: { code: '{{code}}', message: 'The bank declined the card.', retryable: true }
    }
  }),
  json('fail_test', 'An event that a fresh endpoint answers with 500', { body: { event: 'fail_test', id: 'evt_{{id}}' } })
]

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, { ...rest, body: { event: type, id: 'evt_{{id}}', created_at: '{{iso}}', data: body } })
}
