/** Resend. */
import { jsonSamples, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: () => [
    ['User-Agent', 'Svix-Webhooks/1.81.0 (sender)'],
    ['svix-id', 'msg_{{mixed:27}}']
  ]
})

const fields = [textField('to', 'To', 'zoe.brandt@example.com'), textField('subject', 'Subject', 'Your order 1042')]

export const samples: readonly SampleTemplate[] = [
  event('email.delivered', 'A mail was delivered', {}),
  event('email.bounced', 'A mail came back', { bounce: { message: 'The mailbox does not exist.', type: 'Permanent', subType: 'General' } }),
  event('email.clicked', 'A link in a mail was followed', {
    click: {
      ipAddress: '192.0.2.17',
      link: 'https://shop.example.com/orders/1042',
      timestamp: '{{iso-1}}',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)'
    }
  })
]

function event(type: string, label: string, more: object): SampleTemplate {
  return json(type, label, {
    fields,
    body: {
      type,
      created_at: '{{iso}}',
      data: {
        email_id: '{{uuid:email}}',
        created_at: '{{iso-4}}',
        from: 'Shop <shop@example.org>',
        to: ['{{to}}'],
        subject: '{{subject}}',
        ...more
      }
    }
  })
}
