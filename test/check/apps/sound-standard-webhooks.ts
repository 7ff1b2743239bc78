/** Sound, with the library of Standard Webhooks. */
import { Webhook } from 'standardwebhooks'
import { newLedger } from '../ledger.ts'
import type { AppRequest, SampleApp } from '../sample-app.ts'

const secret = 'whsec_c3RhbmRhcmQtd2ViaG9va3MtdGVzdC1rZXktMDAwMSE='
const webhook = new Webhook(secret)

export const app: SampleApp = {
  provider: 'standard-webhooks',
  secret,
  fails: [],
  start() {
    const ledger = newLedger()
    return {
      handle(request) {
        if (!isSigned(request)) return 401
        ledger.apply(request.header('webhook-id') ?? '')
        return 204
      },
      state: () => ledger.state()
    }
  }
}

function isSigned(request: AppRequest): boolean {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  try {
    webhook.verify(request.body, Object.fromEntries(names.map((name) => [name, request.header(name) ?? ''])))
    return true
  } catch {
    return false
  }
}
