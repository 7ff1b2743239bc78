/** A request without a signature. */
import { missingSignature } from '../../faults/outbound/kinds/missing-signature.ts'
import { refusal } from '../case-shapes.ts'

export const rejectsUnsigned = refusal({
  id: 'rejects-unsigned',
  title: 'Refuses a request without a signature',
  group: 'signature',
  fault: missingSignature,
  why: 'The address of a webhook is no secret. Without a signature anyone who knows it can send events.',
  source: 'https://cwe.mitre.org/data/definitions/347.html',
  fix: 'Treat a missing signature header as a failed verification: answer 401 and stop.'
})
