/** Events of a home-made sender, in the guide's plain form: the type is in `event`. */
import { inIso, jsonSample } from '../../schemes/samples.ts'
import type { SampleEvent, SampleIdentity } from '../../schemes/scheme.ts'

export const samples: readonly SampleEvent[] = [
  jsonSample('order.paid', 'An order was paid', (event) =>
    envelope(event, 'order.paid', {
      order: {
        id: `ord_${event.id}`,
        number: 1042,
        status: 'paid',
        currency: 'EUR',
        total: 5480,
        items: [
          { sku: 'MUG-BLUE', name: 'Blue mug', quantity: 2, price: 1490 },
          { sku: 'TEA-250', name: 'Green tea, 250 g', quantity: 1, price: 2500 }
        ]
      },
      customer: { id: 'cus_311', name: 'Zoë Brandt', email: 'zoe.brandt@example.com' }
    })
  ),
  jsonSample('user.created', 'A user signed up', (event) =>
    envelope(event, 'user.created', {
      user: {
        id: `usr_${event.id}`,
        name: 'Kwame Mensah',
        email: 'kwame.mensah@example.com',
        locale: 'en-GH',
        plan: 'free',
        verified: false
      }
    })
  ),
  jsonSample('payment.failed', 'A payment failed', (event) =>
    envelope(event, 'payment.failed', {
      payment: { id: `pay_${event.id}`, amount: 1250, currency: 'EUR', method: 'card', attempt: 2 },
      reason: { code: 'card_declined', message: 'The bank declined the card.', retryable: true }
    })
  )
]

function envelope(event: SampleIdentity, type: string, data: object): object {
  return { event: type, id: `evt_${event.id}`, created_at: inIso(event), data }
}
