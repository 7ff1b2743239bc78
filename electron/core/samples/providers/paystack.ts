/** Paystack. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Paystack/2.0']] })

const fields = [
  numberField('amount', 'Amount in kobo', 250_000),
  textField('currency', 'Currency', 'NGN'),
  textField('email', 'Customer’s e-mail', 'kwame.mensah@example.com')
]
const customer = {
  id: raw('digits:8:customer'),
  email: '{{email}}',
  customer_code: 'CUS_{{mixed:15:customer}}',
  first_name: 'Kwame',
  last_name: 'Mensah'
}

export const samples: readonly SampleTemplate[] = [
  event('charge.success', 'A charge succeeded', {
    domain: 'test',
    status: 'success',
    reference: '{{mixed:14:reference}}',
    gateway_response: 'Successful',
    paid_at: '{{iso-2}}',
    channel: 'card',
    ip_address: '192.0.2.17'
  }),
  event('refund.processed', 'A refund was processed', {
    status: 'processed',
    transaction_reference: '{{mixed:14:reference}}',
    refund_reference: '{{mixed:14:refund}}'
  }),
  event('transfer.success', 'A transfer arrived', {
    domain: 'test',
    status: 'success',
    reference: '{{mixed:14:reference}}',
    reason: 'Harbour fees',
    transfer_code: 'TRF_{{mixed:15}}'
  })
]

function event(type: string, label: string, data: object): SampleTemplate {
  return json(type, label, {
    fields,
    body: { event: type, data: { id: raw('digits:10'), amount: raw('amount'), currency: '{{currency}}', ...data, customer } }
  })
}
