/** Dropbox. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { textAnswer } from '../handshake.ts'
import type { Scheme } from '../scheme.ts'
import { jsonSample } from '../samples.ts'
import { queryOf } from '../token-scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'dropbox',
    label: 'Dropbox',
    group: 'Content',
    docsUrl: 'https://www.dropbox.com/developers/reference/webhooks',
    secretHint: 'The app secret from the app console.',
    success: 'Any 2xx within 10 s.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [10, 30, 60, 120, 300],
      summary: 'As commonly reported: for about 10 min, further and further apart. The times here are an approximation.',
      source: 'https://www.dropbox.com/developers/reference/webhooks',
      readOn: '2026-11'
    },
    handshakeSummary: 'GET ?challenge=…: answered with the challenge as plain text.',
    notes: ['The delivery only names accounts with changes; the changes must be fetched.'],
    identify: () => ({ eventType: 'list_folder' }),
    handshake: (request) => {
      const challenge = request.method === 'GET' ? queryOf(request.url).get('challenge') : null
      return challenge === null ? undefined : textAnswer(challenge, 'Dropbox checked the address with a challenge.')
    },
    samples: [
      jsonSample('list_folder', 'Files changed', ({ id }) => ({
        list_folder: { accounts: [`dbid:${id}`] },
        delta: { users: [12_345_678] }
      }))
    ]
  },
  { header: 'X-Dropbox-Signature', algorithm: 'sha256', encoding: 'hex' }
)
