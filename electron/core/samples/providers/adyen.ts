/** Adyen's standard notifications: the signature is part of the item. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Adyen HttpClient 1.0']] })

const fields = [
  numberField('amount', 'Amount in cents', 4200),
  textField('currency', 'Currency', 'EUR'),
  textField('reference', 'Merchant reference', 'order-1042')
]

export const samples: readonly SampleTemplate[] = [
  item('AUTHORISATION', 'A payment was authorised', {
    paymentMethod: 'visa',
    operations: ['CANCEL', 'CAPTURE', 'REFUND'],
    reason: '065432:1111:08/2030'
  }),
  item('CAPTURE', 'A payment was captured', { originalReference: '{{upper:16:original}}', paymentMethod: 'visa', reason: '' }),
  item('REFUND', 'A payment was refunded', { originalReference: '{{upper:16:original}}', paymentMethod: 'visa', reason: '' }),
  item('CHARGEBACK', 'A payment was charged back', {
    originalReference: '{{upper:16:original}}',
    paymentMethod: 'visa',
    reason: 'Not received'
  })
]

function item(eventCode: string, label: string, more: object): SampleTemplate {
  return json(eventCode, label, {
    fields,
    body: {
      live: 'false',
      notificationItems: [
        {
          NotificationRequestItem: {
            additionalData: { hmacSignature: '' },
            amount: { currency: '{{currency}}', value: raw('amount') },
            eventCode,
            eventDate: '{{isoSeconds}}',
            merchantAccountCode: 'NorthwindECOM',
            merchantReference: '{{reference}}',
            pspReference: '{{upper:16}}',
            success: 'true',
            ...more
          }
        }
      ]
    }
  })
}
