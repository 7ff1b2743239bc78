/** Mux. */
import { identifyBy } from '../identity.ts'
import { listedScheme } from '../listed-signature.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

export const scheme: Scheme = listedScheme(
  {
    id: 'mux',
    label: 'Mux',
    group: 'Content',
    docsUrl: 'https://www.mux.com/docs/core/verify-webhook-signatures',
    secretHint: "The webhook's signing secret from the Mux dashboard, any text.",
    toleranceSeconds: 300,
    rotation: 'The header may hold several v1 signatures; any match is enough.',
    success: 'Any 2xx.',
    retries: {
      delaysSeconds: [60, 300, 1800, 7200, 21_600, 57_600],
      summary: 'As commonly reported: for 24 h, further and further apart. The times here are an approximation.',
      source: 'https://www.mux.com/docs/core/listen-for-webhooks',
      readOn: '2026-11'
    },
    identify: identifyBy({ id: [{ path: 'id' }], type: [{ path: 'type' }] }),
    samples: [
      jsonSample('video.asset.ready', 'A video is ready', (event) => ({
        type: 'video.asset.ready',
        object: { type: 'asset', id: `asset_${event.id}` },
        id: event.id,
        environment: { name: 'Development', id: 'env_sample' },
        data: { status: 'ready', duration: 23.8, id: `asset_${event.id}` },
        created_at: inIso(event)
      }))
    ]
  },
  {
    header: 'Mux-Signature',
    separator: ',',
    signatureKey: 'v1',
    time: { key: 't', format: 'seconds', joint: '.' },
    algorithm: 'sha256',
    encoding: 'hex'
  }
)
