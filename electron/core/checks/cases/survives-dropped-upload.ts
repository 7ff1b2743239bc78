/** A connection that is closed in the middle of a body. */
import { droppedUpload } from '../../faults/outbound/kinds/dropped-upload.ts'
import { survival } from '../survival.ts'

export const survivesDroppedUpload = survival({
  id: 'survives-dropped-upload',
  title: 'Survives a connection that drops',
  group: 'connection',
  fault: droppedUpload,
  expected: 'An app that lives on.',
  why: 'Connections break in the middle of a body every day. An error event on a stream that nobody listens to ends a Node process.',
  source: 'https://nodejs.org/api/events.html#error-events',
  fix: 'Handle errors of the request stream, and drop what came incomplete without acting on it.',
  fine: ['cut', 'refused', 'accepted', 'crashed']
})
