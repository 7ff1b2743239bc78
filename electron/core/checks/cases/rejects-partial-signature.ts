/** A request whose signature only begins right. */
import { partialSignature } from '../../faults/outbound/kinds/partial-signature.ts'
import { refusal } from '../case-shapes.ts'

export const rejectsPartialSignature = refusal({
  id: 'rejects-partial-signature',
  title: 'Refuses a signature that is only half right',
  group: 'signature',
  fault: partialSignature,
  why: 'Comparing a prefix, or only as many characters as came, lets a signature be guessed piece by piece.',
  source: 'https://cwe.mitre.org/data/definitions/208.html',
  fix: 'Compare the whole signature in constant time, after checking that both have the same length (crypto.timingSafeEqual, hmac.compare_digest).'
})
