/** Verifies what its framework made of the body, printed again. */
import { verify } from '@octokit/webhooks-methods'
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-github.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['accepts-json-spacing', 'accepts-json-escapes', 'accepts-unknown-fields', 'accepts-big-numbers'],
  start: () => ({
    async handle(request) {
      const signature = request.header('x-hub-signature-256') ?? ''
      if (signature === '' || request.body.byteLength === 0) return 401
      const parsed: unknown = JSON.parse(request.body.toString('utf8'))
      return (await verify(sound.secret, JSON.stringify(parsed), signature)) ? 202 : 401
    },
    state: () => ({})
  })
}
