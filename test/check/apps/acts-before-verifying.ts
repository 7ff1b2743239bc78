/** Counts first and verifies afterwards. */
import { newLedger } from '../ledger.ts'
import type { SampleApp } from '../sample-app.ts'
import { isPlainlySigned } from '../signatures.ts'
import { app as sound } from './sound-generic.ts'

export const app: SampleApp = {
  ...sound,
  fails: [
    'rejects-unsigned',
    'rejects-empty-signature',
    'rejects-wrong-secret',
    'rejects-partial-signature',
    'rejects-tampered-bit',
    'rejects-tampered-value'
  ],
  start() {
    const ledger = newLedger()
    return {
      handle(request) {
        if (request.body.byteLength === 0) return 400
        ledger.apply(request.body.toString('latin1'))
        return isPlainlySigned(request, sound.secret) ? 204 : 401
      },
      state: () => ledger.state()
    }
  }
}
