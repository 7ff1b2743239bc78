/** Events in the form that the Standard Webhooks specification recommends: `type`, `timestamp`, `data`, and the id in a header. */
import { jsonSamples, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['webhook-id', 'msg_{{mixed:27}}']] })

export const samples: readonly SampleTemplate[] = [
  event('contact.created', 'A contact was created', {
    fields: [
      textField('email', 'E-mail', 'mina.okafor@example.com'),
      textField('firstName', 'First name', 'Mina'),
      textField('lastName', 'Last name', 'Okafor')
    ],
    body: {
      id: 'con_{{id}}',
      first_name: '{{firstName}}',
      last_name: '{{lastName}}',
      email: '{{email}}',
      tags: ['newsletter', 'trial']
    }
  }),
  event('invoice.paid', 'An invoice was paid', {
    fields: [
      textField('amount', 'Amount', '129.00'),
      textField('currency', 'Currency', 'USD'),
      textField('customer', 'Customer', 'Northwind Bakery')
    ],
    body: {
      id: 'inv_{{id}}',
      number: '2026-0117',
      amount: { value: '{{amount}}', currency: '{{currency}}' },
      paid_at: '{{iso-2}}',
      customer: { id: 'cus_88', name: '{{customer}}' }
    }
  }),
  event('message.attempt.exhausted', 'A message could not be delivered', {
    fields: [textField('endpoint', 'Endpoint', 'ep_2cKq')],
    body: {
      message_id: 'msg_{{mixed:27:previous}}',
      endpoint_id: '{{endpoint}}',
      last_attempt: { status: 503, duration_ms: 15_004 },
      attempts: 8
    }
  })
]

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, { ...rest, body: { type, timestamp: '{{iso}}', data: body } })
}
