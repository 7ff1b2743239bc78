/** Postmark. */
import { jsonSamples, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'Postmark']] })

const recipient = textField('recipient', 'Recipient', 'zoe.brandt@example.com')
const tag = textField('tag', 'Tag', 'receipts')

export const samples: readonly SampleTemplate[] = [
  event('Delivery', 'A mail was delivered', {
    body: { Recipient: '{{recipient}}', DeliveredAt: '{{isoSeconds-2}}', Details: 'smtp;250 2.0.0 OK' }
  }),
  event('Bounce', 'A mail came back', {
    fields: [textField('details', 'Details', 'smtp;550 5.1.1 The mailbox does not exist')],
    body: {
      ID: raw('digits:10:bounce'),
      Type: 'HardBounce',
      TypeCode: 1,
      Name: 'Hard bounce',
      Email: '{{recipient}}',
      From: 'shop@example.org',
      BouncedAt: '{{isoSeconds-2}}',
      Description: 'The server was unable to deliver the mail.',
      Details: '{{details}}',
      DumpAvailable: false,
      Inactive: true,
      CanActivate: true,
      Subject: 'Your order 1042'
    }
  }),
  event('Open', 'A mail was opened', {
    body: {
      FirstOpen: true,
      Recipient: '{{recipient}}',
      ReceivedAt: '{{isoSeconds-2}}',
      Platform: 'Desktop',
      UserAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      OS: { Name: 'Linux', Family: 'Linux', Company: '' },
      Client: { Name: 'Firefox', Family: 'Firefox', Company: 'Mozilla' },
      Geo: { CountryISOCode: 'DE', Country: 'Germany', City: 'Berlin', IP: '192.0.2.17' }
    }
  }),
  event('SpamComplaint', 'A recipient complained of spam', {
    body: {
      ID: raw('digits:10:complaint'),
      Type: 'SpamComplaint',
      TypeCode: 512,
      Email: '{{recipient}}',
      From: 'shop@example.org',
      BouncedAt: '{{isoSeconds-2}}',
      Subject: 'Your order 1042'
    }
  })
]

function event(type: string, label: string, { body, fields = [] }: SampleEventText & { readonly body: object }): SampleTemplate {
  return json(type, label, {
    fields: [recipient, tag, ...fields],
    body: {
      RecordType: type,
      MessageStream: 'outbound',
      ServerID: 23,
      MessageID: '{{uuid:message}}',
      Tag: '{{tag}}',
      Metadata: {},
      ...body
    }
  })
}
