/** Sound, as Shopify's page on verifying deliveries says. Source: https://shopify.dev/docs/apps/build/webhooks/verify-deliveries */
import { createHmac } from 'node:crypto'
import { newLedger } from '../ledger.ts'
import type { SampleApp } from '../sample-app.ts'
import { sameText } from '../signatures.ts'

const secret = 'shpss_0123456789abcdef0123456789abcdef'

export const app: SampleApp = {
  provider: 'shopify',
  secret,
  fails: [],
  start() {
    const ledger = newLedger()
    return {
      handle(request) {
        const expected = createHmac('sha256', secret).update(request.body).digest('base64')
        if (!sameText(request.header('x-shopify-hmac-sha256') ?? '', expected)) return 401
        if (request.body.byteLength === 0) return 400
        ledger.apply(request.header('x-shopify-webhook-id') ?? '')
        return 200
      },
      state: () => ledger.state()
    }
  }
}
