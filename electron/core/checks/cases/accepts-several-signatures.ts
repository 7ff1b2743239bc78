/** Two signatures in one header, the right one last. */
import { severalSignatures } from '../../faults/outbound/kinds/several-signatures.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsSeveralSignatures = acceptance({
  id: 'accepts-several-signatures',
  title: 'Accepts several signatures, the right one last',
  group: 'signature',
  fault: severalSignatures,
  why: 'While a secret is rolled, each delivery bears a signature of the old and of the new secret, in either order.',
  fix: 'Try every signature in the header, and accept when one of them matches. Do not look at the first one alone.'
})
