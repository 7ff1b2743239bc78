/** The same event several times at once. */
import type { OutboundFault } from '../outbound-fault.ts'
import { fresh } from '../signing.ts'

export const concurrentDuplicates = {
  kind: 'concurrent_duplicates',
  label: 'Concurrent duplicates',
  summary: 'The same delivery several times at the same moment: a race for whoever looks first and writes later.',
  group: 'repetition',
  expected: 'accept',
  apply: (draft, context) => {
    const one = fresh(draft, context)
    return { requests: Array.from({ length: context.sizes.concurrentCount }, () => one), order: 'at_once' }
  }
} as const satisfies OutboundFault
