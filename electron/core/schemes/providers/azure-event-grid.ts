/** Azure Event Grid. */
import { fieldAt, parseJson } from '../body-fields.ts'
import { emptyAnswer, jsonAnswer } from '../handshake.ts'
import { hasHeader, headerValue } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { HandshakeAnswer, Scheme, SignedRequest } from '../scheme.ts'
import { addressTokenScheme } from '../token-scheme.ts'

const typeHeader = 'aeg-event-type'
const originHeader = 'WebHook-Request-Origin'

export const scheme: Scheme = addressTokenScheme({
  id: 'azure-event-grid',
  label: 'Azure Event Grid',
  group: 'Cloud',
  docsUrl: 'https://learn.microsoft.com/azure/event-grid/webhook-event-delivery',
  secretHint: 'Event Grid signs nothing. Register the address with ?secret=… and give the same text here.',
  success: 'HTTP 200, 201, 202, 203 or 204 within 30 s.',
  answerWithinSeconds: 30,
  retries: {
    delaysSeconds: [10, 30, 60, 300, 600, 1800, 3600, 3600, 3600],
    summary:
      'After 10 and 30 s, 1, 5, 10 and 30 min and 1 h, then hourly with jitter: at most 30 tries or 24 h. 400 and 413 are never retried.',
    source: 'https://learn.microsoft.com/azure/event-grid/delivery-and-retry',
    readOn: '2026-11'
  },
  handshakeSummary:
    'SubscriptionValidation: its code is sent back as JSON; for CloudEvents, OPTIONS with WebHook-Request-Origin is allowed.',
  notes: ['Tokens of Entra ID in the Authorization header are not checked.'],
  detect: (headers) => hasHeader(headers, typeHeader) || hasHeader(headers, 'aeg-subscription-name') || hasHeader(headers, originHeader),
  identify: identifyBy({
    id: [{ path: '0.id' }, { path: 'id' }, { header: 'ce-id' }],
    type: [{ path: '0.eventType' }, { path: '0.type' }, { path: 'type' }, { header: 'ce-type' }]
  }),
  handshake,
  samples: [
    jsonSample(
      'Microsoft.Storage.BlobCreated',
      'A blob was created',
      (event) => [
        {
          id: event.id,
          topic: '/subscriptions/sample/resourceGroups/sample/providers/Microsoft.Storage/storageAccounts/sample',
          subject: '/blobServices/default/containers/sample/blobs/hello.txt',
          eventType: 'Microsoft.Storage.BlobCreated',
          eventTime: inIso(event),
          data: { api: 'PutBlob', contentType: 'text/plain' },
          dataVersion: '',
          metadataVersion: '1'
        }
      ],
      () => [
        ['aeg-event-type', 'Notification'],
        ['aeg-subscription-name', 'SAMPLE'],
        ['aeg-delivery-count', '0']
      ]
    )
  ]
})

function handshake(request: SignedRequest): HandshakeAnswer | undefined {
  const origin = request.method === 'OPTIONS' ? headerValue(request.headers, originHeader) : undefined
  if (origin !== undefined) return emptyAnswer(200, 'Event Grid asked whether it may send here.', [['WebHook-Allowed-Origin', origin]])
  if (headerValue(request.headers, typeHeader) !== 'SubscriptionValidation') return undefined
  const validationResponse = fieldAt(parseJson(request.body, 65_536), [0, 'data', 'validationCode'])
  if (typeof validationResponse !== 'string') return undefined
  return jsonAnswer({ validationResponse }, 'Event Grid checked the address with a code.')
}
