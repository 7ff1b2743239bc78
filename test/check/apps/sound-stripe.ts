/** Sound, with Stripe's own library. */
import { Stripe } from 'stripe'
import { newLedger } from '../ledger.ts'
import type { SampleApp } from '../sample-app.ts'

const secret = 'whsec_stripe_test_secret_0001'
const stripe = new Stripe('sk_test_none')

export const app: SampleApp = {
  provider: 'stripe',
  secret,
  fails: [],
  start() {
    const ledger = newLedger()
    return {
      handle(request) {
        try {
          const event = stripe.webhooks.constructEvent(request.body, request.header('stripe-signature') ?? '', secret)
          ledger.apply(event.id)
          return 200
        } catch {
          return 400
        }
      },
      state: () => ledger.state()
    }
  }
}
