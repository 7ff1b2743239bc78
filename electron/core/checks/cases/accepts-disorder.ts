/** Events in another order than they happened in. */
import { outOfOrder } from '../../faults/outbound/kinds/out-of-order.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsDisorder = acceptance({
  id: 'accepts-disorder',
  title: 'Accepts events out of order',
  group: 'repetition',
  fault: outOfOrder,
  why: 'No provider promises an order. Retries alone make an older event come after a newer one.',
  source: 'https://docs.stripe.com/webhooks#event-ordering',
  fix: 'Do not require the event before. Read the current state from the provider, or compare versions and times, and answer 2xx.'
})
