/** Looks for its header letter by letter. */
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-lower-case-headers'],
  start() {
    const handler = sound.start()
    return {
      ...handler,
      handle: (request, life) => (request.rawHeaders.includes('X-Signature') ? handler.handle(request, life) : 401)
    }
  }
}
