/** Vercel: webhooks, and the first request of a drain. */
import { z } from 'zod'
import { bodyHmacScheme } from '../body-hmac.ts'
import { emptyAnswer } from '../handshake.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { parseSchemeOptions } from '../options.ts'
import { jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

const header = 'x-vercel-signature'
const vercelOptions = z.object({ drainToken: z.string().max(256).default('') })

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'vercel',
    label: 'Vercel',
    group: 'Developer tools',
    docsUrl: 'https://vercel.com/docs/webhooks/webhooks-api',
    secretHint: "The secret shown when the webhook was created; for an integration its client secret; for a drain the drain's secret.",
    optionFields: [
      {
        name: 'drainToken',
        label: 'Drain verification token',
        kind: 'text',
        default: '',
        help: 'The x-vercel-verify value that the dashboard shows for a drain. Leave empty for webhooks.'
      }
    ],
    parseOptions: (options) => parseSchemeOptions(vercelOptions, options),
    success: 'Any 2xx, as commonly reported within 30 s.',
    answerWithinSeconds: 30,
    retries: {
      delaysSeconds: [60, 300, 1800, 7200, 21_600, 43_200],
      summary:
        'As commonly reported: for up to 24 h, further and further apart. The times here are an approximation. Drains are not retried.',
      source: 'https://vercel.com/docs/webhooks/webhooks-api',
      readOn: '2026-11'
    },
    handshakeSummary: 'The first, unsigned request of a drain is answered with the verification token in the header x-vercel-verify.',
    notes: ['SHA-1 is the only algorithm that Vercel offers.'],
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'type' }] }),
    handshake: (request, _secrets, settings) => {
      const token = settings.options['drainToken']
      if (typeof token !== 'string' || token === '' || hasHeader(request.headers, header)) return undefined
      return emptyAnswer(200, 'Vercel checked that this drain is ours.', [['x-vercel-verify', token]])
    },
    samples: [
      jsonSample('deployment.succeeded', 'A deployment succeeded', ({ id, now }) => ({
        id,
        type: 'deployment.succeeded',
        createdAt: now,
        region: 'fra1',
        payload: { deployment: { id: `dpl_${id}`, name: 'my-app', url: 'my-app.vercel.app' }, project: { id: 'prj_sample' } }
      }))
    ]
  },
  { header, algorithm: 'sha1', encoding: 'hex' }
)
