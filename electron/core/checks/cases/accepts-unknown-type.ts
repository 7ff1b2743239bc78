/** An event of a type that is new. */
import { unknownEventType } from '../../faults/outbound/kinds/unknown-event-type.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsUnknownType = acceptance({
  id: 'accepts-unknown-type',
  title: 'Accepts an event type it does not know',
  group: 'events',
  fault: unknownEventType,
  why: 'Providers add event types, and send again for days what is not answered with 2xx; some switch the endpoint off.',
  source: 'https://docs.stripe.com/webhooks#best-practices',
  fix: 'Answer 2xx for types that you do not handle. Make the last branch of your switch an acknowledgement, not an error.'
})
