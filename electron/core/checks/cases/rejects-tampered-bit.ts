/** A body with one bit turned. */
import { tamperedBit } from '../../faults/outbound/kinds/tampered-bit.ts'
import { refusal } from '../case-shapes.ts'

export const rejectsTamperedBit = refusal({
  id: 'rejects-tampered-bit',
  title: 'Refuses a body with one bit changed',
  group: 'signature',
  fault: tamperedBit,
  why: 'A signature is over every byte. Whoever accepts a changed body lets anyone on the way rewrite events.',
  source: 'https://cwe.mitre.org/data/definitions/345.html',
  fix: 'Compute the signature over the raw body as it arrived, compare it with the one in the header, and answer 401 before doing anything else.'
})
