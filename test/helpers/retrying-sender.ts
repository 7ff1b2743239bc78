/** A provider in small: signs with the Standard Webhooks library, and sends again until it is answered 2xx. */
import { Webhook } from 'standardwebhooks'

export interface RetryingSenderOptions {
  readonly url: string
  /** `whsec_` and base64. */
  readonly secret: string
  readonly eventId: string
  readonly payload: unknown
  /** Between two sendings; the signed time has whole seconds, so a longer one renews the signature. */
  readonly gapMs: number
  readonly mostSendings: number
}

/** Resolves with every status that it was answered; 0 for none. */
export async function sendUntilTaken(options: RetryingSenderOptions): Promise<readonly number[]> {
  const { url, secret, eventId, gapMs, mostSendings } = options
  const body = JSON.stringify(options.payload)
  const statuses: number[] = []
  while (statuses.length < mostSendings) {
    if (statuses.length > 0) await new Promise((resolve) => setTimeout(resolve, gapMs))
    const now = new Date()
    const headers = {
      'content-type': 'application/json',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(eventId, now, body)
    }
    const status = await fetch(url, { method: 'POST', headers, body }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 0
    )
    statuses.push(status)
    if (status >= 200 && status < 300) break
  }
  return statuses
}
