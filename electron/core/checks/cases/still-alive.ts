/** A good event at the very end. */
import type { CheckCase } from '../check-case.ts'
import { answerOf, receivedText } from '../judge.ts'

export const stillAlive: CheckCase = {
  id: 'still-alive',
  title: 'Still works after all of this',
  group: 'basics',
  expected: 'A 2xx answer.',
  why: 'What broke quietly on the way, such as a lock that is still held or a pool that ran dry, shows itself here.',
  source: 'https://docs.stripe.com/webhooks#best-practices',
  async run(bench) {
    const sending = await bench.sendGood()
    const received = receivedText([sending])
    const sent = 'A good event, after all other cases.'
    if (answerOf(sending) === 'accepted') return { status: 'pass', sent, received }
    return {
      status: 'fail',
      sent,
      received,
      fix: 'One of the requests before left the app in a state in which it no longer accepts events. Look at the lines that failed first.'
    }
  }
}
