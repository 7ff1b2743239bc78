/** GitLab project webhooks. */
import { jsonSamples, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: (type) => [
    ['User-Agent', 'GitLab/18.6.0'],
    ['Idempotency-Key', '{{uuid:delivery}}'],
    ['X-Gitlab-Event', hookNames[type] ?? 'Push Hook'],
    ['X-Gitlab-Webhook-UUID', '{{uuid:webhook}}'],
    ['X-Gitlab-Instance', 'https://gitlab.example.com'],
    ['X-Gitlab-Event-UUID', '{{uuid:event}}'],
    ['webhook-id', '{{uuid:delivery}}']
  ]
})

const hookNames: Readonly<Record<string, string>> = {
  push: 'Push Hook',
  'merge_request.open': 'Merge Request Hook',
  'issue.open': 'Issue Hook',
  pipeline: 'Pipeline Hook'
}
const project = {
  id: 4471,
  name: 'tide-tables',
  description: 'Tide predictions for small harbours',
  web_url: 'https://gitlab.example.com/harbour/{{project}}',
  git_ssh_url: 'git@example.com:harbour/{{project}}.git',
  git_http_url: 'https://gitlab.example.com/harbour/{{project}}.git',
  namespace: 'harbour',
  visibility_level: 0,
  path_with_namespace: 'harbour/{{project}}',
  default_branch: 'main'
}
const user = { id: 31, name: 'Mina Okafor', username: 'mina', avatar_url: null, email: '[REDACTED]' }
const projectField = textField('project', 'Project', 'tide-tables')
const branch = textField('branch', 'Branch', 'main')
const title = (value: string) => textField('title', 'Title', value)

export const samples: readonly SampleTemplate[] = [
  json('push', 'A push', {
    fields: [projectField, branch, textField('message', 'Commit message', 'Round tide heights to centimetres')],
    body: {
      object_kind: 'push',
      event_name: 'push',
      before: '{{hex:40:before}}',
      after: '{{hex:40:after}}',
      ref: 'refs/heads/{{branch}}',
      ref_protected: true,
      checkout_sha: '{{hex:40:after}}',
      user_id: 31,
      user_name: 'Mina Okafor',
      user_username: 'mina',
      project_id: 4471,
      project,
      commits: [
        {
          id: '{{hex:40:after}}',
          message: '{{message}}',
          title: '{{message}}',
          timestamp: '{{isoSeconds-30}}',
          url: 'https://gitlab.example.com/harbour/{{project}}/-/commit/{{hex:40:after}}',
          author: { name: 'Mina Okafor', email: 'mina.okafor@example.com' },
          added: [],
          modified: ['src/heights.ts'],
          removed: []
        }
      ],
      total_commits_count: 1
    }
  }),
  json('merge_request.open', 'A merge request was opened', {
    fields: [projectField, branch, title('Round tide heights')],
    body: {
      object_kind: 'merge_request',
      event_type: 'merge_request',
      user,
      project,
      object_attributes: {
        id: raw('digits:6:mr'),
        iid: 42,
        title: '{{title}}',
        description: '',
        source_branch: 'round-heights',
        target_branch: '{{branch}}',
        state: 'opened',
        merge_status: 'unchecked',
        detailed_merge_status: 'checking',
        draft: false,
        created_at: '{{isoSeconds-3}}',
        updated_at: '{{isoSeconds-3}}',
        url: 'https://gitlab.example.com/harbour/{{project}}/-/merge_requests/42',
        last_commit: { id: '{{hex:40:last}}', message: '{{title}}' },
        action: 'open'
      },
      labels: [],
      changes: {}
    }
  }),
  json('issue.open', 'An issue was opened', {
    fields: [projectField, title('Heights are off by one hour in summer')],
    body: {
      object_kind: 'issue',
      event_type: 'issue',
      user,
      project,
      object_attributes: {
        id: raw('digits:6:issue'),
        iid: 17,
        title: '{{title}}',
        description: 'Seen at two harbours.',
        state: 'opened',
        confidential: false,
        created_at: '{{isoSeconds-3}}',
        url: 'https://gitlab.example.com/harbour/{{project}}/-/issues/17',
        action: 'open'
      },
      assignees: [],
      labels: []
    }
  }),
  json('pipeline', 'A pipeline ended', {
    fields: [projectField, branch, textField('status', 'Status', 'failed')],
    body: {
      object_kind: 'pipeline',
      object_attributes: {
        id: raw('digits:7:pipeline'),
        iid: 311,
        ref: '{{branch}}',
        tag: false,
        sha: '{{hex:40:sha}}',
        source: 'push',
        status: '{{status}}',
        detailed_status: '{{status}}',
        stages: ['build', 'test'],
        created_at: '{{isoSeconds-180}}',
        finished_at: '{{isoSeconds}}',
        duration: 171
      },
      user,
      project,
      builds: []
    }
  })
]
