/** Trello. */
import { addressHmacScheme } from '../address-hmac.ts'
import { emptyAnswer } from '../handshake.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = addressHmacScheme(
  {
    id: 'trello',
    label: 'Trello',
    group: 'Work',
    docsUrl: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
    secretHint: 'The API secret of the Power-Up or app, from its admin page; not the API key and not a token.',
    success: 'Any 2xx. As commonly reported, 410 deletes the webhook.',
    retries: {
      delaysSeconds: [30, 60, 120],
      summary: '3 times, after 30, 60 and 120 s. The webhook is switched off after 30 days of failure with over 1,000 failures.',
      source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/',
      readOn: '2026-11'
    },
    handshakeSummary: 'A HEAD request when the webhook is made; answered with 200.',
    notes: ['The callback address is signed together with the body, exactly as it was registered. SHA-1 is the only algorithm.'],
    identify: identifyBy({ id: [{ path: 'action.id' }], type: [{ path: 'action.type' }] }),
    handshake: (request) => (request.method === 'HEAD' ? emptyAnswer(200, 'Trello checked that the address answers.') : undefined),
    samples: [
      jsonSample('updateCard', 'A card was changed', (event) => ({
        action: { id: event.id, type: 'updateCard', date: inIso(event), data: { card: { id: '51f9424bcd6e040f3c002412', name: 'Hello' } } },
        model: { id: '4d5ea62fd76aa1136000000c', name: 'Sample board' }
      }))
    ]
  },
  { header: 'X-Trello-Webhook', algorithm: 'sha1', encoding: 'base64', content: (address, body) => [body, address] }
)
