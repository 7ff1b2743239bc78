/** CircleCI. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'circleci',
    label: 'CircleCI',
    group: 'Developer tools',
    docsUrl: 'https://circleci.com/docs/outbound-webhooks/',
    secretHint: 'The secret token typed into the webhook settings, any text.',
    success: 'Any 2xx within 10 s.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [60, 300],
      summary: '"At a later time": CircleCI does not say when or how often. The times here are an example.',
      source: 'https://circleci.com/docs/outbound-webhooks/',
      readOn: '2026-11'
    },
    notes: ['Only v1 signatures are known; others are ignored.'],
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ header: 'circleci-event-type' }, { path: 'type' }] }),
    samples: [
      jsonSample(
        'workflow-completed',
        'A workflow was completed',
        (event) => ({
          id: event.id,
          type: 'workflow-completed',
          happened_at: inIso(event),
          workflow: { id: event.id, name: 'build', status: 'success' },
          project: { name: 'web-app', slug: 'github/octocat/web-app' }
        }),
        () => [['circleci-event-type', 'workflow-completed']]
      )
    ]
  },
  { header: 'circleci-signature', separator: ',', signatureKey: 'v1', algorithm: 'sha256', encoding: 'hex' }
)
