/** Refuses an event that was signed before the newest. */
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-standard-webhooks.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-disorder'],
  start() {
    const handler = sound.start()
    let newest = 0
    return {
      ...handler,
      async handle(request, life) {
        const status = await handler.handle(request, life)
        const time = Number(request.header('webhook-timestamp'))
        if (status !== 204 || request.body.byteLength === 0) return status
        if (time < newest - 5) return 409
        newest = Math.max(newest, time)
        return status
      }
    }
  }
}
