/** Telegram Bot API. */
import { bodyFields, parseJson } from '../body-fields.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { EventIdentity, Scheme, SignedRequest } from '../scheme.ts'
import { headerTokenScheme } from '../token-scheme.ts'

export const scheme: Scheme = headerTokenScheme(
  {
    id: 'telegram',
    label: 'Telegram',
    group: 'Chat',
    docsUrl: 'https://core.telegram.org/bots/api#setwebhook',
    secretHint: 'The secret_token given to setWebhook: 1 to 256 of A-Z a-z 0-9 _ and -. Not the bot token.',
    rotation: 'Call setWebhook again with another secret_token.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [1, 2, 4, 8, 16, 32, 64],
      summary: '"A reasonable number of attempts"; updates are kept for 24 h. The times here are an example.',
      source: 'https://core.telegram.org/bots/api#setwebhook',
      readOn: '2026-11'
    },
    notes: ['Nothing is signed: whoever reads one delivery can write another.'],
    checkSecret: (value) =>
      /^[\w-]{1,256}$/.test(value.trim()) || value.includes(':') ? undefined : 'A secret token has only A-Z, a-z, 0-9, _ and - in it.',
    identify,
    samples: [
      jsonSample('message', 'A message came', (event) => ({
        update_id: event.now % 1_000_000_007,
        message: { message_id: 1365, from: { id: 1111, is_bot: false, first_name: 'Ada' }, date: inSeconds(event), text: '/start' }
      }))
    ]
  },
  'X-Telegram-Bot-Api-Secret-Token'
)

/** The type is the name of the one field beside `update_id`. */
function identify({ body }: SignedRequest): EventIdentity {
  const [eventId] = bodyFields(body, [['update_id']])
  const value = eventId === undefined ? undefined : parseJson(body, 65_536)
  const eventType = typeof value === 'object' && value !== null ? Object.keys(value).find((key) => key !== 'update_id') : undefined
  return { ...(eventId === undefined ? {} : { eventId }), ...(eventType === undefined ? {} : { eventType: eventType.slice(0, 256) }) }
}
