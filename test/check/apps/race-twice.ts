/** Looks for the id first, and writes it after a moment at the database. */
import { setImmediate as moment } from 'node:timers/promises'
import type { SampleApp } from '../sample-app.ts'
import { eventIn, isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['survives-race'],
  start() {
    const seen = new Set<string>()
    // As many as come together wait for each other here, as at a database that is slower than they are.
    const waiting = { count: 0 }
    let orders = 0
    return {
      async handle(request) {
        if (!isPlainlySigned(request, sound.secret)) return 401
        if (request.body.byteLength === 0) return 400
        const { id } = eventIn(request.body)
        if (seen.has(id)) return 204
        waiting.count += 1
        for (let turn = 0; turn < 200 && waiting.count < 2; turn += 1) await moment()
        seen.add(id)
        orders += 1
        waiting.count -= 1
        return 204
      },
      state: () => ({ orders })
    }
  }
}
