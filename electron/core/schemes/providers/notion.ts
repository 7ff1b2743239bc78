/** Notion. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { parseJson, textAt } from '../body-fields.ts'
import { emptyAnswer } from '../handshake.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

const header = 'X-Notion-Signature'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'notion',
    label: 'Notion',
    group: 'Work',
    docsUrl: 'https://developers.notion.com/reference/webhooks',
    secretHint: 'The verification token that Notion sent when the subscription was made, "secret_" and more.',
    rotation: 'A new subscription brings a new token.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [60, 300, 900, 3600, 7200, 14_400, 21_600, 36_000],
      summary: 'As commonly reported: up to 8 times over about 24 h, further and further apart. The times here are an approximation.',
      source: 'https://developers.notion.com/reference/webhooks',
      readOn: '2026-11'
    },
    handshakeSummary:
      'The first delivery brings a verification token. It is answered with 200, and is the secret; a person pastes it into the integration settings.',
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'type' }] }),
    handshake: (request) => {
      if (request.method !== 'POST' || hasHeader(request.headers, header)) return undefined
      const token = textAt(parseJson(request.body, 65_536), ['verification_token'])
      if (token === undefined) return undefined
      return { ...emptyAnswer(200, 'Notion sent its verification token: paste it into the integration settings.'), offeredSecret: token }
    },
    samples: [
      jsonSample('page.content_updated', 'A page was changed', (event) => ({
        id: event.id,
        timestamp: inIso(event),
        workspace_name: 'Sample',
        type: 'page.content_updated',
        attempt_number: 1,
        entity: { id: '153104cd-477e-809d-8dc4-ff2d96ae3090', type: 'page' }
      }))
    ]
  },
  { header, prefix: 'sha256=', algorithm: 'sha256', encoding: 'hex' }
)
