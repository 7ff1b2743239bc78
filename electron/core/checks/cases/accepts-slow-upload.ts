/** A body that comes slowly. */
import { slowUpload } from '../../faults/outbound/kinds/slow-upload.ts'
import { acceptance } from '../case-shapes.ts'

export const acceptsSlowUpload = acceptance({
  id: 'accepts-slow-upload',
  title: 'Accepts a slow upload',
  group: 'connection',
  fault: slowUpload,
  why: 'A body may arrive in several pieces over seconds. Whoever takes the first piece for the whole verifies half a body.',
  source: 'https://www.rfc-editor.org/rfc/rfc9112#section-6',
  fix: 'Read the body to its end before verifying, and give it several seconds.'
})
