/** A good event, rightly signed: everything else rests on it. */
import type { CheckCase } from '../check-case.ts'
import { answerOf, receivedText, troubleFix } from '../judge.ts'

export const acceptsGood: CheckCase = {
  id: 'accepts-good',
  title: 'Accepts a rightly signed event',
  group: 'basics',
  expected: 'A 2xx answer.',
  why: 'All other cases are variations of this event. As long as it is refused they say nothing.',
  async run(bench) {
    const { sending } = await bench.firstGood()
    const sent = 'A rightly signed event with a fresh timestamp.'
    const received = receivedText([sending])
    switch (answerOf(sending)) {
      case 'accepted':
        return { status: 'pass', sent, received }
      case 'refused':
      case 'redirected':
        return { status: 'fail', sent, received, fix: refusedFix(sending.result.response?.status, bench.scheme.label) }
      case 'crashed':
      case 'silent':
      case 'cut':
        return { status: 'fail', sent, received, fix: troubleFix([sending]) ?? '' }
    }
  }
}

function refusedFix(status: number | undefined, provider: string): string {
  if (status === 404 || status === 405)
    return 'The address or the method is not the one that your app serves. Give the URL of its webhook route.'
  if (status !== undefined && status >= 300 && status < 400)
    return 'Providers follow no redirect. Give the URL that it leads to, and register that one.'
  return `The app refused a good event. Check that it has the same secret, verifies ${provider}, and reads the raw body before any parser does.`
}
