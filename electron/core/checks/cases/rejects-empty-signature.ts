/** A request whose signature header is empty. */
import { emptySignature } from '../../faults/outbound/kinds/empty-signature.ts'
import { refusal } from '../case-shapes.ts'

export const rejectsEmptySignature = refusal({
  id: 'rejects-empty-signature',
  title: 'Refuses an empty signature header',
  group: 'signature',
  fault: emptySignature,
  why: 'A check such as "if (signature && !matches)" is skipped for an empty header, which anyone can send.',
  source: 'https://cwe.mitre.org/data/definitions/347.html',
  fix: 'Refuse when the header is missing or empty, before comparing. Never make the comparison depend on the header being there.'
})
