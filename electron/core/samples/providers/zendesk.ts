/** Zendesk's events about tickets and users. */
import { jsonSamples, raw, textField, type SampleEventText, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  contentType: 'application/json; charset=utf-8',
  headers: () => [
    ['User-Agent', 'Zendesk Webhook'],
    ['X-Zendesk-Account-Id', '{{digits:8:account}}'],
    ['X-Zendesk-Webhook-Id', '{{upper:26:webhook}}'],
    ['X-Zendesk-Webhook-Invocation-Id', '{{upper:26}}']
  ]
})

const subject = textField('subject', 'Subject', 'The blue mug came broken')
const priority = textField('priority', 'Priority', 'NORMAL')
const ticketId = '{{digits:5:ticket}}'
const requesterId = '{{digits:13:requester}}'

export const samples: readonly SampleTemplate[] = [
  event('ticket.created', 'A ticket was created', {
    fields: [subject, priority, textField('description', 'Description', 'It was in two pieces when I opened the box.')],
    body: { subject: `zen:ticket:${ticketId}`, detail: { ...ticket('NEW'), description: '{{description}}' }, event: {} }
  }),
  event('ticket.status_changed', 'The status of a ticket changed', {
    fields: [subject, priority, textField('status', 'Status', 'SOLVED')],
    body: { subject: `zen:ticket:${ticketId}`, detail: ticket('{{status}}'), event: { current: '{{status}}', previous: 'OPEN' } }
  }),
  event('user.created', 'A user was created', {
    fields: [textField('email', 'E-mail', 'kwame.mensah@example.com'), textField('role', 'Role', 'end-user')],
    body: {
      subject: `zen:user:${requesterId}`,
      detail: {
        id: requesterId,
        email: '{{email}}',
        role: '{{role}}',
        default_group_id: '0',
        external_id: '',
        organization_id: '',
        created_at: '{{isoSeconds-1}}',
        updated_at: '{{isoSeconds-1}}'
      },
      event: {}
    }
  })
]

function event(name: string, label: string, { fields, body }: SampleEventText & { readonly body: object }): SampleTemplate {
  const type = `zen:event-type:${name}`
  return json(type, label, {
    ...(fields === undefined ? {} : { fields }),
    body: {
      type,
      account_id: raw('digits:8:account'),
      id: '{{uuid}}',
      time: '{{iso}}',
      zendesk_event_version: '2022-11-06',
      ...body
    }
  })
}

function ticket(status: string): object {
  return {
    id: ticketId,
    subject: '{{subject}}',
    status,
    priority: '{{priority}}',
    type: 'INCIDENT',
    requester_id: requesterId,
    assignee_id: '{{digits:13:assignee}}',
    group_id: '{{digits:13:group}}',
    is_public: true,
    tags: ['mug', 'damaged'],
    via: { channel: 'web_service' },
    created_at: '{{isoSeconds-600}}',
    updated_at: '{{isoSeconds-1}}'
  }
}
