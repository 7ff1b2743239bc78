/** Wise, signed with an RSA key that Wise publishes. */
import { emptyAnswer } from '../handshake.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { publicKeyClaim } from '../key-claim.ts'
import { isSignedWithRsa, readPublicKey } from '../public-key.ts'
import { oneHeader } from '../read-claim.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { signatureScheme } from '../signature-scheme.ts'

const header = 'X-Signature-SHA256'

export const scheme: Scheme = signatureScheme(
  {
    id: 'wise',
    label: 'Wise',
    group: 'Payments',
    docsUrl: 'https://docs.wise.com/guides/developer/webhooks',
    signatureHeaders: [header],
    secretHint: "Wise's published public key as PEM; production and sandbox have different ones.",
    rotation: 'Wise announces a change of its key: keep both here meanwhile.',
    success: 'Any 2xx, as commonly reported within 5 s.',
    answerWithinSeconds: 5,
    retries: {
      delaysSeconds: [60, 300, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400],
      summary: 'As commonly reported: 25 times over 2 weeks. Only the first are listed here, as an approximation.',
      source: 'https://docs.wise.com/guides/developer/webhooks',
      readOn: '2026-11'
    },
    notes: ['Nothing about time is signed: an old delivery verifies for ever.'],
    checkSecret: (value) => (readPublicKey(value)?.asymmetricKeyType === 'rsa' ? undefined : "Give Wise's public key as PEM."),
    detect: (headers) => hasHeader(headers, header),
    identify: identifyBy({ id: [{ header: 'X-Delivery-Id' }], type: [{ path: 'event_type' }] }),
    handshakeSummary: 'As commonly reported the address is called by GET when the subscription is made; answered with 200.',
    handshake: (request) =>
      request.method === 'GET' && !hasHeader(request.headers, header) && request.body.length === 0
        ? emptyAnswer(200, 'Wise checked that the address answers.')
        : undefined,
    samples: [
      jsonSample(
        'transfers#state-change',
        'A transfer changed its state',
        (event) => ({
          data: { resource: { id: 111, profile_id: 222, type: 'transfer' }, current_state: 'processing', occurred_at: inIso(event) },
          subscription_id: '01234567-89ab-cdef-0123-456789abcdef',
          event_type: 'transfers#state-change',
          schema_version: '2.0.0',
          sent_at: inIso(event)
        }),
        ({ id }) => [
          ['X-Delivery-Id', id],
          ['X-Signature-SHA256', '']
        ]
      )
    ]
  },
  {
    claim: (request) => {
      const signature = oneHeader(request.headers, header)
      if (typeof signature !== 'string') return signature
      const verifies = (key: Parameters<typeof isSignedWithRsa>[0], content: Uint8Array, bytes: Uint8Array): boolean =>
        isSignedWithRsa(key, 'sha256', content, bytes)
      return publicKeyClaim({ signature, content: [request.body], verifies })
    }
  }
)
