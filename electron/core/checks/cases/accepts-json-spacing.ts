/** JSON with other white space. */
import { jsonSpacing } from '../../faults/outbound/kinds/json-spacing.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsJsonSpacing = acceptance({
  id: 'accepts-json-spacing',
  title: 'Accepts JSON with other spacing',
  group: 'body',
  fault: jsonSpacing,
  why: 'White space between tokens means nothing in JSON, but it is signed like all other bytes.',
  source: 'https://www.rfc-editor.org/rfc/rfc8259#section-2',
  fix: 'Verify over the raw bytes of the body, before any JSON parser: what is parsed and printed again has other bytes. In Express: express.raw({ type: "*/*" }) on this route.'
})
