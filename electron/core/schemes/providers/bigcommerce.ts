/** BigCommerce, which follows Standard Webhooks with the app's client secret as the key. */
import { bodyFields } from '../body-fields.ts'
import { identifyBy } from '../identity.ts'
import { inSeconds, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'
import { hasAllHeaders } from '../signature-scheme.ts'
import { standardWebhooksScheme, textSecret } from '../standard-webhooks-family.ts'

export const scheme: Scheme = standardWebhooksScheme(
  {
    id: 'bigcommerce',
    label: 'BigCommerce',
    group: 'Shops',
    docsUrl: 'https://developer.bigcommerce.com/docs/integrations/webhooks',
    secretHint: "The app's client secret. It is used whole, not decoded.",
    rotation: 'The signature header may hold several signatures; any match is enough.',
    success: 'HTTP 200; any 2xx counts. The hook is switched off, with a mail, after the last retry.',
    retries: {
      delaysSeconds: [60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400],
      summary: 'After 1, 3, 5, 10, 15 and 30 min, 1, 2, 6, 14 and 24 h: about 48 h in all.',
      source: 'https://developer.bigcommerce.com/docs/integrations/webhooks',
      readOn: '2026-11'
    },
    detect: (headers, body) => hasAllHeaders('webhook-id', 'webhook-signature')(headers) && isStoreEvent(body),
    identify: identifyBy({ id: [{ path: 'hash' }, { header: 'webhook-id' }], type: [{ path: 'scope' }] }),
    samples: [
      jsonSample(
        'store/order/created',
        'An order was created',
        (event) => ({
          scope: 'store/order/created',
          store_id: '1001',
          data: { type: 'order', id: 250 },
          hash: event.id,
          created_at: inSeconds(event),
          producer: 'stores/sample'
        }),
        ({ id }) => [['webhook-id', id]]
      )
    ]
  },
  { prefix: 'webhook', keyOf: textSecret }
)

function isStoreEvent(body: Uint8Array): boolean {
  const [scope, producer] = bodyFields(body, [['scope'], ['producer']])
  return scope !== undefined && producer?.startsWith('stores/') === true
}
