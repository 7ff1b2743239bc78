/** Sound, as Slack's page on verifying requests says. Source: https://docs.slack.dev/authentication/verifying-requests-from-slack */
import { newLedger } from '../ledger.ts'
import type { SampleApp } from '../sample-app.ts'
import { hmacHex, sameText } from '../signatures.ts'

const secret = '8f742231b10e8888abcd99yyyzzz85a5'

export const app: SampleApp = {
  provider: 'slack',
  secret,
  fails: [],
  start() {
    const ledger = newLedger()
    return {
      handle(request) {
        const timestamp = request.header('x-slack-request-timestamp') ?? ''
        if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return 401
        const expected = `v0=${hmacHex(secret, `v0:${timestamp}:${request.body.toString('utf8')}`)}`
        if (!sameText(request.header('x-slack-signature') ?? '', expected)) return 401
        if (request.body.byteLength === 0) return 400
        // The senders of these tests send nothing else.
        const { event_id: id } = JSON.parse(request.body.toString('utf8')) as { event_id: string }
        ledger.apply(id)
        return 200
      },
      state: () => ledger.state()
    }
  }
}
