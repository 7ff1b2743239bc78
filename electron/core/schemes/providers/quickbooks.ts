/** QuickBooks Online. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

const entity = 'eventNotifications.0.dataChangeEvent.entities.0'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'quickbooks',
    label: 'QuickBooks Online',
    group: 'Accounting',
    docsUrl: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks',
    secretHint: 'The verifier token from the webhook settings of the app.',
    success: 'HTTP 200 within 3 s.',
    answerWithinSeconds: 3,
    retries: {
      delaysSeconds: [10, 20, 30, 300, 1200, 7200, 14_400, 21_600, 21_600],
      summary: 'After 10, 20 and 30 s, 5 and 20 min, 2, 4 and 6 h, then every 6 h. Later events are held back until one is acknowledged.',
      source: 'https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks/best-practices',
      readOn: '2026-11'
    },
    notes: ['A delivery carries no id of its own.'],
    identify: identifyBy({
      id: [{ path: 'id' }, { path: '0.id' }],
      type: [{ path: `${entity}.name` }, { path: 'type' }, { path: '0.type' }],
      action: { path: `${entity}.operation` }
    }),
    samples: [
      jsonSample('Invoice.Create', 'An invoice was created', (event) => ({
        eventNotifications: [
          {
            realmId: '1185883450',
            dataChangeEvent: { entities: [{ name: 'Invoice', id: '145', operation: 'Create', lastUpdated: inIso(event) }] }
          }
        ]
      }))
    ]
  },
  { header: 'intuit-signature', algorithm: 'sha256', encoding: 'base64' }
)
