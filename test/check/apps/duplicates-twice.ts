/** Counts whatever comes. */
import type { SampleApp } from '../sample-app.ts'
import { isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['survives-duplicates', 'survives-race'],
  start() {
    let orders = 0
    return {
      handle(request) {
        if (!isPlainlySigned(request, sound.secret)) return 401
        if (request.body.byteLength === 0) return 400
        orders += 1
        return 204
      },
      state: () => ({ orders })
    }
  }
}
