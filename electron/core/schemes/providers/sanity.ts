/** Sanity. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'sanity',
    label: 'Sanity',
    group: 'Content',
    docsUrl: 'https://github.com/sanity-io/webhook-toolkit',
    secretHint: 'The secret typed into the webhook settings, any text.',
    toleranceSeconds: 300,
    success: 'Any 2xx within 30 s.',
    answerWithinSeconds: 30,
    retries: {
      delaysSeconds: [30, 30],
      summary: 'Twice, 30 s apart (since April 2026).',
      source: 'https://www.sanity.io/docs/changelog',
      readOn: '2026-11'
    },
    notes: ['The timestamp is in milliseconds.', 'The library of Sanity never checks the age of a delivery; Hooklab does.'],
    identify: identifyBy({ id: [{ header: 'idempotency-key' }], type: [{ header: 'sanity-operation' }, { path: '_type' }] }),
    samples: [
      jsonSample(
        'update',
        'A document was updated',
        (event) => ({ _id: `post-${event.id}`, _type: 'post', _updatedAt: inIso(event), title: 'Hello' }),
        ({ id }) => [
          ['idempotency-key', id],
          ['sanity-operation', 'update']
        ]
      )
    ]
  },
  {
    header: 'sanity-webhook-signature',
    separator: ',',
    signatureKey: 'v1',
    time: { key: 't', format: 'milliseconds', joint: '.' },
    algorithm: 'sha256',
    encoding: 'base64url'
  }
)
