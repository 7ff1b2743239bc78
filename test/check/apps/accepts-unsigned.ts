/** Looks at the signature only when there is one. */
import type { SampleApp } from '../sample-app.ts'
import { isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['rejects-unsigned', 'rejects-empty-signature'],
  start: () => ({
    handle: (request) =>
      request.header('x-signature') && !isPlainlySigned(request, sound.secret) ? 401 : request.body.byteLength === 0 ? 400 : 204,
    state: () => ({})
  })
}
