/** Events of products that send through Svix. The body is each product's own; these have the form that Svix recommends. */
import { jsonSamples, numberField, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'Svix-Webhooks/1.81.0 (sender)'],
    ['svix-id', 'msg_{{mixed:27}}']
  ]
})

const email = textField('email', 'E-mail', 'mina.okafor@example.com')

export const samples: readonly SampleTemplate[] = [
  event('contact.created', 'A contact was created', {
    fields: [email, textField('name', 'Name', 'Mina Okafor')],
    body: { id: 'contact_{{id}}', name: '{{name}}', email: '{{email}}', created_at: '{{iso-2}}' }
  }),
  event('invoice.paid', 'An invoice was paid', {
    fields: [email, numberField('amount', 'Amount in cents', 12_900), textField('currency', 'Currency', 'usd')],
    body: { id: 'invoice_{{id}}', amount: raw('amount'), currency: '{{currency}}', customer: { email: '{{email}}' }, paid_at: '{{iso-2}}' }
  }),
  event('user.deleted', 'A user was deleted', {
    fields: [email, textField('reason', 'Reason', 'account_closed')],
    body: { id: 'user_{{id}}', email: '{{email}}', reason: '{{reason}}', deleted: true }
  })
]

function event(type: string, label: string, { body, ...rest }: SampleEventText): SampleTemplate {
  return json(type, label, { ...rest, body: { type, timestamp: '{{iso}}', data: body } })
}
