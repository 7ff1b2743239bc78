/** Is content with anything that looks like a signature. */
import type { SampleApp } from '../sample-app.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: ['rejects-wrong-secret', 'rejects-partial-signature', 'rejects-tampered-bit', 'rejects-tampered-value'],
  start: () => ({
    handle: (request) => (!/^[0-9a-f]{64}$/.test(request.header('x-signature') ?? '') ? 401 : request.body.byteLength === 0 ? 400 : 204),
    state: () => ({})
  })
}
