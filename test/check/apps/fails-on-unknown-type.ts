/** Throws in the last branch of its switch. */
import type { SampleApp } from '../sample-app.ts'
import { eventIn, isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-unknown-type'],
  start: () => ({
    handle(request) {
      if (!isPlainlySigned(request, sound.secret)) return 401
      if (request.body.byteLength === 0) return 400
      const { event } = eventIn(request.body)
      if (event !== 'order.paid') throw new Error(`unexpected event ${event}`)
      return 204
    },
    state: () => ({})
  })
}
