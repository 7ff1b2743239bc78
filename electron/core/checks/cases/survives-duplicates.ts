/** The same event twice. */
import { duplicate } from '../../faults/outbound/kinds/duplicate.ts'
import { repetition } from '../repetition.ts'

export const survivesDuplicates = repetition({
  id: 'survives-duplicates',
  title: 'Survives a duplicate',
  group: 'repetition',
  fault: duplicate,
  expected: '2xx for both, and one effect.',
  why: 'Every provider may send an event more than once: when your answer got lost, or by its own retries.',
  source: 'https://docs.stripe.com/webhooks#handle-duplicate-events',
  fix: 'Remember the ids of events that were handled, in the same transaction as the effect, and answer 2xx for one that comes again.'
})
