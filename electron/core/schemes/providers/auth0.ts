/** Auth0 log streams. */
import { bodyFields } from '../body-fields.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { headerTokenScheme } from '../token-scheme.ts'

export const scheme: Scheme = headerTokenScheme(
  {
    id: 'auth0',
    label: 'Auth0 log streams',
    group: 'Identity',
    docsUrl: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
    secretHint:
      'The authorization token of the stream, whole, as Auth0 sends it in the Authorization header (with "Bearer " if you typed it).',
    rotation: 'Edit the stream; keep both here meanwhile.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [5, 25, 125],
      summary:
        'As commonly reported: 3 times with growing distance; the stream is paused after a week of failure. The times here are an example.',
      source: 'https://auth0.com/docs/customize/log-streams/custom-log-streams',
      readOn: '2026-11'
    },
    notes: ['Nothing is signed: whoever reads one delivery can write another.', 'Auth0 Event Streams are another product.'],
    detect: (_headers, body) => bodyFields(body, [['log_id'], [0, 'log_id']]).some((id) => id !== undefined),
    identify: identifyBy({ id: [{ path: 'log_id' }, { path: '0.log_id' }], type: [{ path: 'data.type' }, { path: '0.data.type' }] }),
    samples: [
      jsonSample('s', 'Somebody logged in', (event) => [
        {
          log_id: event.id,
          data: { date: inIso(event), type: 's', client_name: 'Sample', ip: '203.0.113.7', user_name: 'ada@example.com' }
        }
      ])
    ]
  },
  'Authorization'
)
