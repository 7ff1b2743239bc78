/** The same event several times at once. */
import { concurrentDuplicates } from '../../faults/outbound/kinds/concurrent-duplicates.ts'
import { repetition } from '../repetition.ts'

export const survivesRace = repetition({
  id: 'survives-race',
  title: 'Survives duplicates at the same moment',
  group: 'repetition',
  fault: concurrentDuplicates,
  expected: '2xx for all, and one effect.',
  why: 'Two deliveries of one event can arrive together. Looking for the id first and writing it later lets both through.',
  source: 'https://cwe.mitre.org/data/definitions/367.html',
  fix: 'Let the database decide: a unique key on the event id, inserted before the effect in one transaction; who fails to insert answers 2xx and stops.'
})
