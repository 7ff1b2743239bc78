/** Refuses what is old, but not what lies ahead. */
import { createHmac } from 'node:crypto'
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-standard-webhooks.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['rejects-future'],
  start: () => ({
    handle(request) {
      const [id, timestamp] = [request.header('webhook-id') ?? '', request.header('webhook-timestamp') ?? '']
      if (!(Date.now() / 1000 - Number(timestamp) < 300)) return 401
      const key = Buffer.from(sound.secret.slice('whsec_'.length), 'base64')
      const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(request.body).digest('base64')
      if (!(request.header('webhook-signature') ?? '').split(' ').includes(`v1,${expected}`)) return 401
      return request.body.byteLength === 0 ? 400 : 204
    },
    state: () => ({})
  })
}
