/** Keeps a number as its parser read it. */
import type { SampleApp } from '../sample-app.ts'
import { isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-big-numbers'],
  start() {
    let last: unknown
    return {
      handle(request) {
        if (!isPlainlySigned(request, sound.secret)) return 401
        if (request.body.byteLength === 0) return 400
        last = JSON.parse(request.body.toString('utf8'))
        return 204
      },
      state: () => ({ last })
    }
  }
}
