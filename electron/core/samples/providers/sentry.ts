/** Sentry's integration platform. */
import { jsonSamples, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: (type) => [
    ['User-Agent', 'sentry'],
    ['Request-ID', '{{hex:32}}'],
    ['Sentry-Hook-Resource', type.split('.')[0] ?? type],
    ['Sentry-Hook-Timestamp', '{{seconds}}']
  ]
})

const fields = [textField('title', 'Title', 'RangeError: height is out of range'), textField('project', 'Project', 'tide-tables')]

export const samples: readonly SampleTemplate[] = [
  event('created', 'An issue was created', { status: 'unresolved', substatus: 'new' }),
  event('resolved', 'An issue was resolved', { status: 'resolved', substatus: null }),
  event('archived', 'An issue was archived', { status: 'ignored', substatus: 'archived_until_escalating' })
]

function event(action: string, label: string, state: object): SampleTemplate {
  return json(`issue.${action}`, label, {
    fields,
    body: {
      action,
      installation: { uuid: '{{uuid:installation}}' },
      data: {
        issue: {
          id: '{{digits:10:issue}}',
          shortId: 'TIDES-4K',
          title: '{{title}}',
          culprit: 'heights.round',
          level: 'error',
          platform: 'javascript',
          project: { id: '4471', name: '{{project}}', slug: 'tide-tables', platform: 'javascript' },
          type: 'error',
          count: '3',
          userCount: 2,
          firstSeen: '{{iso-600}}',
          lastSeen: '{{iso-2}}',
          ...state
        }
      },
      actor: { type: 'user', id: '31', name: 'Mina Okafor' }
    }
  })
}
