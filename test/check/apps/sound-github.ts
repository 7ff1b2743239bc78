/** Sound, with GitHub's own library. */
import { verify } from '@octokit/webhooks-methods'
import { newLedger } from '../ledger.ts'
import type { SampleApp } from '../sample-app.ts'

const secret = 'github webhook secret'

export const app: SampleApp = {
  provider: 'github',
  secret,
  fails: [],
  start() {
    const ledger = newLedger()
    return {
      async handle(request) {
        const [signature, body] = [request.header('x-hub-signature-256') ?? '', request.body.toString('utf8')]
        if (signature === '' || body === '' || !(await verify(secret, body, signature))) return 401
        ledger.apply(request.header('x-github-delivery') ?? '')
        return 202
      },
      state: () => ledger.state()
    }
  }
}
