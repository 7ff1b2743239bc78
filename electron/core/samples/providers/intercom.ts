/** Intercom's notifications. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'intercom-webhooks/2.0']] })
const name = textField('name', 'Name', 'Kwame Mensah')
const email = textField('email', 'E-mail', 'kwame.mensah@example.com')
const contact = { type: 'contact', id: '{{hex:24:contact}}', role: 'user', name: '{{name}}', email: '{{email}}' }

export const samples: readonly SampleTemplate[] = [
  json('contact.user.created', 'A user was made', { fields: [name, email], body: event('contact.user.created', contact) }),
  json('conversation.user.created', 'A user wrote', {
    fields: [name, email, textField('text', 'Text', 'Is the blue one dishwasher safe?')],
    body: event('conversation.user.created', {
      type: 'conversation',
      id: '{{digits:15}}',
      state: 'open',
      source: { type: 'conversation', body: '<p>{{text}}</p>', author: contact }
    })
  }),
  json('conversation.admin.closed', 'A conversation was closed', {
    fields: [textField('admin', 'Closed by', 'Zoë Brandt')],
    body: event('conversation.admin.closed', {
      type: 'conversation',
      id: '{{digits:15}}',
      state: 'closed',
      admin_assignee_id: 1,
      teammates: [{ type: 'admin', name: '{{admin}}' }]
    })
  })
]

function event(topic: string, item: object): object {
  return {
    type: 'notification_event',
    app_id: 'a86dr8yl',
    id: 'notif_{{uuid}}',
    topic,
    created_at: raw('seconds'),
    delivery_attempts: 1,
    first_sent_at: raw('seconds'),
    data: { type: 'notification_event_data', item }
  }
}
