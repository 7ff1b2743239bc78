/** Refuses a missing signature, but compares only one that is not empty. */
import { verify } from '@octokit/webhooks-methods'
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-github.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['rejects-empty-signature'],
  start: () => ({
    async handle(request) {
      const signature = request.header('x-hub-signature-256')
      if (signature === undefined || request.body.byteLength === 0) return 401
      if (signature && !(await verify(sound.secret, request.body.toString('utf8'), signature))) return 401
      return 202
    },
    state: () => ({})
  })
}
