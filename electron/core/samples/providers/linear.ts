/** Linear. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  contentType: 'application/json; charset=utf-8',
  headers: (type) => [
    ['User-Agent', 'Linear-Webhook'],
    ['Linear-Delivery', '{{uuid:delivery}}'],
    ['Linear-Event', type.split('.')[0] ?? type]
  ]
})

const title = textField('title', 'Title', 'Round tide heights to centimetres')
const issue = {
  id: '{{uuid:issue}}',
  createdAt: '{{iso-1}}',
  updatedAt: '{{iso-1}}',
  number: 118,
  identifier: 'TIDE-118',
  title: '{{title}}',
  description: null,
  priority: 2,
  priorityLabel: 'High',
  labelIds: [],
  teamId: '{{uuid:team}}',
  team: { id: '{{uuid:team}}', key: 'TIDE', name: 'Tides' },
  url: 'https://linear.app/northwind/issue/TIDE-118'
}

export const samples: readonly SampleTemplate[] = [
  event('Issue', 'create', 'An issue was created', [title], { ...issue, state: { name: 'Todo', type: 'unstarted' } }),
  event('Issue', 'update', 'An issue was changed', [title, textField('state', 'State', 'Done')], {
    ...issue,
    state: { name: '{{state}}', type: 'completed' }
  }),
  event('Comment', 'create', 'A comment was written', [textField('text', 'Text', 'Seen at two harbours.')], {
    id: '{{uuid:comment}}',
    createdAt: '{{iso-1}}',
    updatedAt: '{{iso-1}}',
    body: '{{text}}',
    issueId: '{{uuid:issue}}',
    userId: '{{uuid:user}}'
  })
]

function event(type: string, action: string, label: string, fields: SampleTemplate['fields'], data: object): SampleTemplate {
  return json(`${type}.${action}`, label, {
    fields,
    body: {
      action,
      actor: { id: '{{uuid:user}}', name: 'Mina Okafor', email: 'mina.okafor@example.com', type: 'user' },
      createdAt: '{{iso-1}}',
      data,
      type,
      organizationId: '{{uuid:organization}}',
      webhookTimestamp: raw('milliseconds'),
      webhookId: '{{uuid:webhook}}'
    }
  })
}
