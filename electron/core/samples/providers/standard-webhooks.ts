/** Events in the form that the Standard Webhooks specification recommends: `type`, `timestamp`, `data`, and the id in a header. */
import { inIso, jsonSample } from '../../schemes/samples.ts'
import type { SampleEvent, SampleIdentity } from '../../schemes/scheme.ts'

export const samples: readonly SampleEvent[] = [
  message('contact.created', 'A contact was created', ({ id }) => ({
    id: `con_${id}`,
    first_name: 'Mina',
    last_name: 'Okafor',
    email: 'mina.okafor@example.com',
    tags: ['newsletter', 'trial']
  })),
  message('invoice.paid', 'An invoice was paid', ({ id, now }) => ({
    id: `inv_${id}`,
    number: '2026-0117',
    amount: { value: '129.00', currency: 'USD' },
    paid_at: new Date(now - 1500).toISOString(),
    customer: { id: 'cus_88', name: 'Northwind Bakery' }
  })),
  message('message.attempt.exhausted', 'A message could not be delivered', ({ id }) => ({
    message_id: `msg_prev_${id}`,
    endpoint_id: 'ep_2cKq',
    last_attempt: { status: 503, duration_ms: 15_004 },
    attempts: 8
  }))
]

function message(type: string, label: string, data: (event: SampleIdentity) => object): SampleEvent {
  return jsonSample(
    type,
    label,
    (event) => ({ type, timestamp: inIso(event), data: data(event) }),
    ({ id }) => [['webhook-id', `msg_${id}`]]
  )
}
