/** Sound, for the plain scheme, written by hand. */
import { newLedger } from '../ledger.ts'
import type { SampleApp } from '../sample-app.ts'
import { eventIn, isPlainlySigned } from '../signatures.ts'

export const app: SampleApp = {
  provider: 'generic',
  secret: 'a shared secret',
  fails: [],
  start() {
    const ledger = newLedger()
    return {
      handle(request) {
        if (!isPlainlySigned(request, 'a shared secret')) return 401
        if (request.body.byteLength === 0) return 400
        ledger.apply(eventIn(request.body).id)
        return 204
      },
      state: () => ledger.state()
    }
  }
}
