/** Mailgun: the signature is part of the body. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'mailgun/treq-24.9.1']] })

const recipient = textField('recipient', 'Recipient', 'zoe.brandt@example.com')
const subject = textField('subject', 'Subject', 'Your order 1042')

export const samples: readonly SampleTemplate[] = [
  event('delivered', 'A mail was delivered', {
    'delivery-status': { code: 250, message: 'OK', description: '', 'attempt-no': 1, tls: true, 'session-seconds': 0.42 }
  }),
  event('opened', 'A mail was opened', {
    ip: '192.0.2.17',
    geolocation: { country: 'DE', region: 'BE', city: 'Berlin' },
    'client-info': { 'client-type': 'browser', 'client-name': 'Firefox', 'device-type': 'desktop', 'client-os': 'Linux' }
  }),
  event('failed', 'A mail could not be delivered', {
    severity: 'permanent',
    reason: 'bounce',
    'delivery-status': { code: 550, message: '5.1.1 The mailbox does not exist', description: '', 'attempt-no': 1, tls: true }
  }),
  event('unsubscribed', 'A recipient unsubscribed', { ip: '192.0.2.17', geolocation: { country: 'DE', region: 'BE', city: 'Berlin' } })
]

function event(type: string, label: string, more: object): SampleTemplate {
  return json(type, label, {
    fields: [recipient, subject],
    body: {
      signature: { timestamp: '{{seconds}}', token: '{{hex:50:token}}', signature: '{{hex:64:signature}}' },
      'event-data': {
        id: '{{mixed:22}}',
        event: type,
        timestamp: raw('seconds-2'),
        'log-level': type === 'failed' ? 'error' : 'info',
        recipient: '{{recipient}}',
        'recipient-domain': 'example.com',
        message: {
          headers: {
            to: '{{recipient}}',
            from: 'shop@example.org',
            'message-id': '{{hex:32:message}}@example.org',
            subject: '{{subject}}'
          },
          attachments: [],
          size: 4187
        },
        tags: ['orders'],
        'user-variables': {},
        ...more
      }
    }
  })
}
