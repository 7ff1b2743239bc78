/** Closes the connection in an orderly way, without a byte of answer. */
import type { FaultKindDefinition } from '../fault-kind.ts'

export const emptyFault: FaultKindDefinition<'empty'> = {
  kind: 'empty',
  label: 'Empty reply',
  group: 'connection',
  text: 'The connection is closed in an orderly way, without a byte of answer.',
  fields: [],
  apply: () => ({ effect: { kind: 'drop', how: 'close' }, text: 'closed without an answer on purpose' })
}
