/** A request signed with another secret. */
import { wrongSecret } from '../../faults/outbound/kinds/wrong-secret.ts'
import { refusal } from '../case-shapes.ts'

export const rejectsWrongSecret = refusal({
  id: 'rejects-wrong-secret',
  title: 'Refuses a signature made with another secret',
  group: 'signature',
  fault: wrongSecret,
  why: 'Only who has the secret can sign. A handler that accepts any well-formed signature has no verification at all.',
  source: 'https://cwe.mitre.org/data/definitions/347.html',
  fix: 'Compare the signature with the one you compute with your own secret. Do not decode and trust it.'
})
