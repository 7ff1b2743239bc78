/** Headers in lower case. */
import { lowerCaseHeaders } from '../../faults/outbound/kinds/lower-case-headers.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsLowerCaseHeaders = acceptance({
  id: 'accepts-lower-case-headers',
  title: 'Accepts header names in lower case',
  group: 'connection',
  fault: lowerCaseHeaders,
  why: 'Names of headers have no case. Proxies, tunnels and HTTP/2 write them in lower case.',
  source: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.1',
  fix: 'Look headers up without regard to case, with your framework’s own function.'
})
