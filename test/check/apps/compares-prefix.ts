/** Compares the first characters of the signature. */
import type { SampleApp } from '../sample-app.ts'
import { hmacHex } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['rejects-partial-signature'],
  start: () => ({
    handle(request) {
      const signature = request.header('x-signature') ?? ''
      if (signature === '' || !hmacHex(sound.secret, request.body).startsWith(signature.slice(0, 16))) return 401
      return request.body.byteLength === 0 ? 400 : 204
    },
    state: () => ({})
  })
}
