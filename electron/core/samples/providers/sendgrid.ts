/** SendGrid's event webhook, which comes in batches. The private key is SendGrid's; samples can be signed with one of our own. */
import { sign } from 'node:crypto'
import type { OwnKeyKind } from '../own-key.ts'
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const signatureHeader = 'X-Twilio-Email-Event-Webhook-Signature'
const timestampHeader = 'X-Twilio-Email-Event-Webhook-Timestamp'

const json = jsonSamples({
  contentType: 'application/json;charset=utf-8',
  ending: '\r\n',
  headers: () => [
    ['User-Agent', 'SendGrid Event API'],
    [signatureHeader, '{{mixed:94}}=='],
    [timestampHeader, '{{seconds}}']
  ]
})

const email = textField('email', 'Recipient', 'zoe.brandt@example.com')
const category = textField('category', 'Category', 'receipts')
const message = '{{mixed:22:message}}.recvd-7c6f9d8b5-x2klp-1-{{hex:8}}-1A.0'

export const samples: readonly SampleTemplate[] = [
  json('delivered', 'Mails were delivered', {
    fields: [email, category],
    body: [
      entry('delivered', 0, { 'smtp-id': '<{{hex:20}}@example.com>', response: '250 2.0.0 OK', tls: 1, ip: '192.0.2.41' }),
      { ...entry('delivered', 1, { response: '250 OK', tls: 1, ip: '192.0.2.41' }), email: 'kwame.mensah@example.net' }
    ]
  }),
  json('open', 'A mail was opened, and a link in it followed', {
    fields: [email, category, textField('link', 'Link', 'https://shop.example.com/orders/1042')],
    body: [
      entry('open', 0, { useragent: 'Mozilla/5.0 (Macintosh)', ip: '198.51.100.7', sg_machine_open: false, sg_content_type: 'html' }),
      entry('click', 1, {
        useragent: 'Mozilla/5.0 (Macintosh)',
        ip: '198.51.100.7',
        url: '{{link}}',
        url_offset: { index: 0, type: 'html' }
      })
    ]
  }),
  json('bounce', 'A mail came back', {
    fields: [email, category, textField('reason', 'Reason', '550 5.1.1 The mailbox does not exist')],
    body: [
      entry('bounce', 0, {
        bounce_classification: 'Invalid Address',
        reason: '{{reason}}',
        status: '5.1.1',
        type: 'bounce',
        tls: 1,
        ip: '192.0.2.41'
      })
    ]
  })
]

export const ownKey: OwnKeyKind = {
  algorithm: 'p256',
  publicText: (key) => key.export({ type: 'spki', format: 'der' }).toString('base64'),
  sign({ body }, key, now) {
    const timestamp = String(Math.floor(now / 1000))
    return [
      [signatureHeader, sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), key).toString('base64')],
      [timestampHeader, timestamp]
    ]
  }
}

function entry(event: string, number: number, rest: object): object {
  return {
    email: '{{email}}',
    timestamp: raw('seconds-3'),
    category: ['{{category}}'],
    event,
    sg_event_id: `{{mixed:21}}${number}`,
    sg_message_id: message,
    ...rest
  }
}
