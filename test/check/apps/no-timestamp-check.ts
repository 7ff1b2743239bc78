/** Never looks at the time that was signed. */
import type { SampleApp } from '../sample-app.ts'
import { hmacHex, sameText } from '../signatures.ts'
import { app as sound } from './sound-slack.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['rejects-stale'],
  start: () => ({
    handle(request) {
      const content = `v0:${request.header('x-slack-request-timestamp') ?? ''}:${request.body.toString('utf8')}`
      if (!sameText(request.header('x-slack-signature') ?? '', `v0=${hmacHex(sound.secret, content)}`)) return 401
      return request.body.byteLength === 0 ? 400 : 200
    },
    state: () => ({})
  })
}
