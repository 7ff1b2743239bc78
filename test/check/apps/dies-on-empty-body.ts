/** An exception that nobody catches ends the process. */
import type { SampleApp } from '../sample-app.ts'
import { eventIn, isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['survives-empty-body', 'still-alive'],
  start: () => ({
    handle(request, life) {
      if (!isPlainlySigned(request, sound.secret)) return 401
      try {
        return eventIn(request.body).id === '' ? 400 : 204
      } catch {
        life.die()
        return 500
      }
    },
    state: () => ({})
  })
}
