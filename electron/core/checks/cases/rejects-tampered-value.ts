/** A body with one value changed. */
import { tamperedValue } from '../../faults/outbound/kinds/tampered-value.ts'
import { refusal } from '../case-shapes.ts'

export const rejectsTamperedValue = refusal({
  id: 'rejects-tampered-value',
  title: 'Refuses a body with one value changed',
  group: 'signature',
  fault: tamperedValue,
  why: 'An amount or an id that was changed on the way is what signatures are there to find.',
  source: 'https://cwe.mitre.org/data/definitions/345.html',
  fix: 'Compute the signature over the raw body as it arrived, compare it with the one in the header, and answer 401 before doing anything else.'
})
