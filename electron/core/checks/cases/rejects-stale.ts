/** A request signed long ago. */
import { staleTimestamp } from '../../faults/outbound/kinds/stale-timestamp.ts'
import { refusal } from '../case-shapes.ts'

export const rejectsStale = refusal({
  id: 'rejects-stale',
  title: 'Refuses an old timestamp',
  group: 'time',
  fault: staleTimestamp,
  why: 'A delivery that somebody kept verifies for ever unless its signed time is looked at.',
  source: 'https://cwe.mitre.org/data/definitions/294.html',
  fix: 'After the signature matched, compare the signed timestamp with your clock and refuse what is older than the tolerance (5 minutes as a rule).'
})
