/** WorkOS. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'workos',
    label: 'WorkOS',
    group: 'Identity',
    docsUrl: 'https://workos.com/docs/events/data-syncing/webhooks',
    secretHint: 'The secret of the webhook endpoint, any text.',
    toleranceSeconds: 180,
    success: 'HTTP 200.',
    notes: [
      'The timestamp is in milliseconds.',
      'The library of WorkOS signs the body as it would write it anew; Hooklab checks the bytes that came, which are the same.'
    ],
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'event' }] }),
    samples: [
      jsonSample('dsync.user.created', 'A user came through directory sync', (event) => ({
        id: `event_${event.id}`,
        event: 'dsync.user.created',
        data: { id: 'directory_user_sample', state: 'active', first_name: 'Ada' },
        created_at: inIso(event)
      }))
    ]
  },
  {
    header: 'WorkOS-Signature',
    separator: ', ',
    splitBy: /, ?/,
    signatureKey: 'v1',
    time: { key: 't', format: 'milliseconds', joint: '.' },
    algorithm: 'sha256',
    encoding: 'hex'
  }
)
