/** Jira Cloud. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  contentType: 'application/json; charset=UTF-8',
  headers: () => [
    ['User-Agent', 'Atlassian Webhook HTTP Client'],
    ['X-Atlassian-Webhook-Identifier', '{{uuid:delivery}}'],
    ['X-Atlassian-Webhook-Retry', '0']
  ]
})

const summary = textField('summary', 'Summary', 'Heights are off by one hour in summer')
const status = textField('status', 'Status', 'To Do')
const user = {
  self: 'https://jira.example.com/rest/api/2/user?accountId=712020',
  accountId: '712020:{{uuid:user}}',
  displayName: 'Mina Okafor',
  active: true
}
const issue = {
  id: '{{digits:5:issue}}',
  self: 'https://jira.example.com/rest/api/2/issue/{{digits:5:issue}}',
  key: 'TIDE-118',
  fields: {
    summary: '{{summary}}',
    description: null,
    issuetype: { id: '10004', name: 'Bug', subtask: false },
    project: { id: '10001', key: 'TIDE', name: 'Tides' },
    status: { id: '10000', name: '{{status}}' },
    priority: { id: '2', name: 'High' },
    reporter: user,
    labels: [],
    created: '{{iso-60}}',
    updated: '{{iso-1}}'
  }
}

export const samples: readonly SampleTemplate[] = [
  event('jira:issue_created', 'An issue was created', [], { issue_event_type_name: 'issue_created', user, issue }),
  event('jira:issue_updated', 'An issue was changed', [], {
    issue_event_type_name: 'issue_generic',
    user,
    issue,
    changelog: { id: '{{digits:6:change}}', items: [{ field: 'status', fieldtype: 'jira', fromString: 'Backlog', toString: '{{status}}' }] }
  }),
  event('comment_created', 'A comment was written', [textField('text', 'Text', 'Seen at two harbours.')], {
    comment: { id: '{{digits:6:comment}}', author: user, body: '{{text}}', created: '{{iso-1}}' },
    issue
  })
]

function event(webhookEvent: string, label: string, fields: SampleTemplate['fields'], more: object): SampleTemplate {
  return json(webhookEvent, label, {
    fields: [summary, status, ...fields],
    body: { timestamp: raw('milliseconds'), webhookEvent, ...more }
  })
}
