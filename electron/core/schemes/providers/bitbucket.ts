/** Bitbucket Cloud. */
import type { HeaderPair } from '../../../contract/index.ts'
import { bodyHmacScheme } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'bitbucket',
    label: 'Bitbucket',
    group: 'Developer tools',
    docsUrl: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
    secretHint: 'The secret typed into the webhook settings, any text. Without one Bitbucket does not sign.',
    success: 'Any 2xx, as commonly reported within 10 s.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [60, 300],
      summary: 'As commonly reported: 2 more times after a 5xx or a timeout. The times here are an approximation.',
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
      readOn: '2026-11'
    },
    notes: [
      "The header has the name of GitHub's old SHA-1 header, but holds SHA-256.",
      'A payload over 256 KB is never sent.',
      'Nothing about time is signed: an old delivery verifies for ever.'
    ],
    detect: (headers) => hasHeader(headers, 'X-Event-Key') || hasHeader(headers, 'X-Hook-UUID'),
    identify: identifyBy({ id: [{ header: 'X-Request-UUID' }], type: [{ header: 'X-Event-Key' }] }),
    samples: [
      jsonSample(
        'repo:push',
        'A push',
        (event) => ({
          actor: { display_name: 'Ada Lovelace' },
          repository: { full_name: 'ada/engine' },
          push: {
            changes: [
              { new: { type: 'branch', name: 'main', target: { hash: '709d658dc5b6d6afcd46049c2f332ee3f515a67d', date: inIso(event) } } }
            ]
          }
        }),
        ({ id }): HeaderPair[] => [
          ['X-Event-Key', 'repo:push'],
          ['X-Hook-UUID', '6f1e6f26-8b7c-4b0e-9d4a-000000000000'],
          ['X-Request-UUID', id],
          ['X-Attempt-Number', '1']
        ]
      )
    ]
  },
  { header: 'X-Hub-Signature', prefix: 'sha256=', algorithm: 'sha256', encoding: 'hex' }
)
