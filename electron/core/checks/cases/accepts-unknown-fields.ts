/** JSON with fields that are new. */
import { unknownFields } from '../../faults/outbound/kinds/unknown-fields.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsUnknownFields = acceptance({
  id: 'accepts-unknown-fields',
  title: 'Accepts fields it does not know',
  group: 'body',
  fault: unknownFields,
  why: 'Providers add fields without a new version; a strict schema turns each addition into an outage.',
  source: 'https://docs.stripe.com/upgrades#what-changes-does-stripe-consider-to-be-backward-compatible',
  fix: 'Ignore fields that you do not use. If you validate with a schema, let it pass unknown keys.'
})
