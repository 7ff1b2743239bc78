/** Intercom's notifications. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({ headers: () => [['User-Agent', 'intercom-webhooks/2.0']] })
const name = textField('name', 'Name', 'Kwame Mensah')
const email = textField('email', 'E-mail', 'kwame.mensah@example.com')
const contact = {
  type: 'contact',
  id: '{{hex:24:contact}}',
  workspace_id: 'a86dr8yl',
  external_id: null,
  role: 'user',
  email: '{{email}}',
  phone: null,
  name: '{{name}}',
  created_at: '{{iso-1}}',
  updated_at: '{{iso-1}}',
  unsubscribed_from_emails: false,
  tags: { type: 'list', data: [], has_more: false },
  custom_attributes: {}
}

export const samples: readonly SampleTemplate[] = [
  json('contact.user.created', 'A user was made', { fields: [name, email], body: event('contact.user.created', contact) }),
  json('conversation.user.created', 'A user wrote', {
    fields: [name, email, textField('text', 'Text', 'Is the blue one dishwasher safe?')],
    body: event('conversation.user.created', conversation({ open: true, read: false, state: 'open' }))
  }),
  json('conversation.user.replied', 'A user answered', {
    fields: [name, email, textField('text', 'Text', 'And the green one?')],
    body: event('conversation.user.replied', {
      ...conversation({ open: true, read: false, state: 'open' }),
      conversation_parts: parts({
        part_type: 'comment',
        body: '<p>{{text}}</p>',
        author: { type: 'user', id: '{{hex:24:contact}}', name: '{{name}}', email: '{{email}}' }
      })
    })
  }),
  json('conversation.admin.closed', 'A conversation was closed', {
    fields: [
      name,
      email,
      textField('text', 'What was asked', 'Is the blue one dishwasher safe?'),
      textField('admin', 'Closed by', 'Mina Okafor')
    ],
    body: event('conversation.admin.closed', {
      ...conversation({ open: false, read: true, state: 'closed' }),
      admin_assignee_id: 3_330_619,
      conversation_parts: parts({
        part_type: 'close',
        body: null,
        author: { type: 'admin', id: '3330619', name: '{{admin}}', email: 'mina.okafor@example.com' }
      })
    })
  })
]

function conversation(state: object): object {
  return {
    type: 'conversation',
    id: '{{digits:15}}',
    created_at: raw('seconds-60'),
    updated_at: raw('seconds'),
    waiting_since: null,
    snoozed_until: null,
    source: {
      type: 'conversation',
      id: '{{digits:10:source}}',
      delivered_as: 'customer_initiated',
      subject: '',
      body: '<p>{{text}}</p>',
      author: { type: 'user', id: '{{hex:24:contact}}', name: '{{name}}', email: '{{email}}' },
      attachments: [],
      url: 'https://shop.example.com/products/blue-mug',
      redacted: false
    },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: '{{hex:24:contact}}', external_id: null }] },
    admin_assignee_id: null,
    team_assignee_id: null,
    priority: 'not_priority',
    tags: { type: 'tag.list', tags: [] },
    conversation_rating: null,
    teammates: { type: 'admin.list', admins: [{ type: 'admin', id: '3330619' }] },
    ...state
  }
}

function parts(part: object): object {
  return {
    type: 'conversation_part.list',
    conversation_parts: [{ type: 'conversation_part', id: '{{digits:10:part}}', created_at: raw('seconds'), attachments: [], ...part }],
    total_count: 1
  }
}

function event(topic: string, item: object): object {
  return {
    type: 'notification_event',
    app_id: 'a86dr8yl',
    data: { type: 'notification_event_data', item },
    links: {},
    id: 'notif_{{uuid}}',
    topic,
    delivery_status: 'pending',
    delivery_attempts: 1,
    delivered_at: 0,
    first_sent_at: raw('seconds'),
    created_at: raw('seconds'),
    self: null
  }
}
