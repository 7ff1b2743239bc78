/** WooCommerce. */
import { bodyHmacScheme } from '../body-hmac.ts'
import { formFields, isForm } from '../form.ts'
import { emptyAnswer } from '../handshake.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { inIso, jsonSample } from '../samples.ts'
import type { Scheme } from '../scheme.ts'

const header = 'X-WC-Webhook-Signature'

export const scheme: Scheme = bodyHmacScheme(
  {
    id: 'woocommerce',
    label: 'WooCommerce',
    group: 'Shops',
    docsUrl: 'https://woocommerce.com/document/webhooks/',
    secretHint: 'The secret of the webhook in the shop settings, any text.',
    success: 'Any 2xx, 301 or 302; the shop waits 60 s and follows no redirect.',
    answerWithinSeconds: 60,
    retries: {
      delaysSeconds: [],
      summary: 'A delivery is not retried. As commonly reported, the webhook is switched off after more than 5 failures in a row.',
      source: 'https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php',
      readOn: '2026-11'
    },
    handshakeSummary: 'When a webhook is saved the shop sends an unsigned form, webhook_id=N; any 2xx answers it.',
    notes: ['A shop may change the algorithm by a filter; Hooklab expects SHA-256.'],
    identify: identifyBy({ id: [{ header: 'X-WC-Webhook-Delivery-ID' }], type: [{ header: 'X-WC-Webhook-Topic' }] }),
    handshake: (request) => {
      if (hasHeader(request.headers, header) || !isForm(request)) return undefined
      const fields = [...formFields(request)]
      const isPing = fields.length === 1 && fields[0]?.[0] === 'webhook_id'
      return isPing ? emptyAnswer(200, 'WooCommerce saved the webhook and sent its ping.') : undefined
    },
    samples: [
      jsonSample(
        'order.created',
        'An order was created',
        (event) => ({ id: 723, status: 'processing', currency: 'EUR', total: '19.99', date_created_gmt: inIso(event).slice(0, 19) }),
        ({ id }) => [
          ['X-WC-Webhook-Delivery-ID', id],
          ['X-WC-Webhook-Topic', 'order.created'],
          ['X-WC-Webhook-Source', 'https://shop.example.com/']
        ]
      )
    ]
  },
  { header, algorithm: 'sha256', encoding: 'base64' }
)
