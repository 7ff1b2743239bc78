/** JSON with escaped characters. */
import { jsonEscapes } from '../../faults/outbound/kinds/json-escapes.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsJsonEscapes = acceptance({
  id: 'accepts-json-escapes',
  title: 'Accepts escaped characters',
  group: 'body',
  fault: jsonEscapes,
  why: '"\\u0061" and "a" are the same text in JSON. Printing the parsed body writes the shorter one, and the signature no longer fits.',
  source: 'https://www.rfc-editor.org/rfc/rfc8259#section-7',
  fix: 'Verify over the raw bytes of the body, before any JSON parser.'
})
