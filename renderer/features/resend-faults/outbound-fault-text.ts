/** Outbound faults in a word, for a badge: the contract's own words without underscores. */
import type { OutboundFaultKind } from '../../../electron/contract/index.ts'

export function outboundFaultWord(kind: OutboundFaultKind): string {
  return kind.replaceAll('_', ' ')
}
