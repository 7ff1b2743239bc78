/** JSON with its keys in another order. */
import { jsonKeyOrder } from '../../faults/outbound/kinds/json-key-order.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsJsonKeyOrder = acceptance({
  id: 'accepts-json-key-order',
  title: 'Accepts JSON with keys in another order',
  group: 'body',
  fault: jsonKeyOrder,
  why: 'An object is an unordered collection: providers change the order of keys without telling anyone.',
  source: 'https://www.rfc-editor.org/rfc/rfc8259#section-4',
  fix: 'Verify over the raw bytes of the body, and read fields by name. Do not sort keys or print the object again to verify it.'
})
