/** A body of several megabytes. */
import { hugeBody } from '../../faults/outbound/kinds/huge-body.ts'
import { survival } from '../survival.ts'

export const survivesHugeBody = survival({
  id: 'survives-huge-body',
  title: 'Survives a huge body',
  group: 'body',
  fault: hugeBody,
  expected: '2xx, 4xx or a closed connection, and an app that lives on.',
  why: 'A body of any size can be sent to a public address. Whoever reads it without a limit runs out of memory.',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.14',
  fix: 'Limit the size of bodies, answer 413 beyond it, and go on serving.',
  fine: ['accepted', 'refused', 'cut']
})
