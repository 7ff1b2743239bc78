/** Bitbucket Cloud's events about a repository. */
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const json = jsonSamples({
  headers: (type) => [
    ['User-Agent', 'Bitbucket-Webhooks/2.0'],
    ['X-Event-Key', type],
    ['X-Hook-UUID', '{{uuid:hook}}'],
    ['X-Request-UUID', '{{uuid}}'],
    ['X-Attempt-Number', '1']
  ]
})

const name = textField('repository', 'Repository', 'shop')
const branch = textField('branch', 'Branch', 'main')
const title = textField('title', 'Title', 'Ship mugs in thicker boxes')
const site = 'https://bitbucket.example.com/northwind/{{repository}}'

const actor = {
  type: 'user',
  display_name: 'Zoë Brandt',
  nickname: 'zoe',
  uuid: '{{{uuid:actor}}}',
  account_id: '{{digits:6:account}}:{{uuid:account}}'
}
const repository = {
  type: 'repository',
  uuid: '{{{uuid:repository}}}',
  name: '{{repository}}',
  full_name: 'northwind/{{repository}}',
  scm: 'git',
  is_private: true,
  owner: { type: 'team', username: 'northwind', display_name: 'Northwind' },
  links: { html: { href: site } }
}

export const samples: readonly SampleTemplate[] = [
  json('repo:push', 'Commits were pushed', {
    fields: [name, branch, textField('message', 'Commit message', 'Round prices to whole cents')],
    body: {
      actor,
      repository,
      push: {
        changes: [
          {
            old: { type: 'branch', name: '{{branch}}', target: { type: 'commit', hash: '{{hex:40:old}}' } },
            new: { type: 'branch', name: '{{branch}}', target: commit() },
            created: false,
            forced: false,
            closed: false,
            truncated: false,
            commits: [commit()]
          }
        ]
      }
    }
  }),
  json('pullrequest:created', 'A pull request was opened', {
    fields: [name, branch, title, numberField('number', 'Number', 17)],
    body: { actor, repository, pullrequest: pullRequest('OPEN', {}) }
  }),
  json('pullrequest:fulfilled', 'A pull request was merged', {
    fields: [name, branch, title, numberField('number', 'Number', 17)],
    body: {
      actor,
      repository,
      pullrequest: pullRequest('MERGED', { merge_commit: { type: 'commit', hash: '{{hex:12:merge}}' }, closed_by: actor })
    }
  })
]

function commit(): object {
  return {
    type: 'commit',
    hash: '{{hex:40:new}}',
    date: '{{isoSeconds-30}}',
    message: '{{message}}\n',
    author: { type: 'author', raw: 'Zoë Brandt <zoe.brandt@example.com>', user: actor },
    parents: [{ type: 'commit', hash: '{{hex:40:old}}' }],
    links: { html: { href: `${site}/commits/{{hex:40:new}}` } }
  }
}

function pullRequest(state: string, rest: object): object {
  return {
    type: 'pullrequest',
    id: raw('number'),
    title: '{{title}}',
    description: '',
    state,
    author: actor,
    source: { branch: { name: 'thicker-boxes' }, commit: { type: 'commit', hash: '{{hex:12:source}}' }, repository },
    destination: { branch: { name: '{{branch}}' }, commit: { type: 'commit', hash: '{{hex:12:destination}}' }, repository },
    reviewers: [],
    participants: [],
    close_source_branch: true,
    comment_count: 0,
    task_count: 0,
    created_on: '{{iso-900}}',
    updated_on: '{{iso-1}}',
    links: { html: { href: `${site}/pull-requests/{{number}}` } },
    ...rest
  }
}
