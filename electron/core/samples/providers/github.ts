/** GitHub events: the type is in a header, the action in the body. */
import type { SampleField } from '../../../contract/index.ts'
import { githubRepository, githubUser, nodeId, pushedRepository, repositoryApi } from '../github-objects.ts'
import { jsonSamples, numberField, raw, textField, type SampleTemplate } from '../template.ts'

const hookId = 487_215_093

const json = jsonSamples({
  headers: (type) => [
    ['User-Agent', 'GitHub-Hookshot/5c1f2a3'],
    ['Accept', '*/*'],
    ['X-GitHub-Delivery', '{{uuid}}'],
    ['X-GitHub-Event', type.replace(/\..*$/, '')],
    ['X-GitHub-Hook-ID', String(hookId)],
    ['X-GitHub-Hook-Installation-Target-ID', '640112233'],
    ['X-GitHub-Hook-Installation-Target-Type', 'repository']
  ]
})

const place: readonly SampleField[] = [
  textField('owner', 'Owner', 'harbour-labs'),
  textField('repository', 'Repository', 'tide-tables'),
  textField('sender', 'Sender', 'mina-okafor')
]
const sender = githubUser('{{sender}}', 5_150_042)
const repository = githubRepository()
const page = 'https://github.com/{{owner}}/{{repository}}'

const author = { name: 'Mina Okafor', email: 'mina@example.com', username: '{{sender}}' }
const commit = {
  id: '{{hex:40}}',
  tree_id: '{{hex:40:tree}}',
  distinct: true,
  message: '{{message}}',
  timestamp: '{{isoSeconds-90}}',
  url: `${page}/commit/{{hex:40}}`,
  author,
  committer: author,
  added: [],
  removed: [],
  modified: ['src/heights.ts', 'test/heights.test.ts']
}

export const samples: readonly SampleTemplate[] = [
  json('push', 'Commits were pushed', {
    fields: [...place, textField('branch', 'Branch', 'main'), textField('message', 'Commit message', 'Round heights to the centimetre')],
    body: {
      ref: 'refs/heads/{{branch}}',
      before: '{{hex:40:before}}',
      after: '{{hex:40}}',
      repository: pushedRepository(),
      pusher: { name: '{{sender}}', email: 'mina@example.com' },
      sender,
      created: false,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${page}/compare/{{hex:40:before}}...{{hex:40}}`,
      commits: [commit],
      head_commit: commit
    }
  }),
  json('pull_request.opened', 'A pull request was opened', {
    fields: [...place, numberField('number', 'Number', 42), textField('title', 'Title', 'Show sunrise beside the morning tide')],
    body: { action: 'opened', number: raw('number'), pull_request: pullRequest(), repository, sender }
  }),
  json('issues.opened', 'An issue was opened', {
    fields: [...place, numberField('number', 'Number', 43), textField('title', 'Title', 'Neap tides are an hour late in März 🌊')],
    body: { action: 'opened', issue: issue(), repository, sender }
  }),
  json('release.published', 'A release was published', {
    fields: [...place, textField('tag', 'Tag', 'v2.4.0'), textField('name', 'Name', 'Sunrise')],
    body: { action: 'published', release: release(), repository, sender }
  }),
  json('ping', 'The ping of a new webhook', {
    fields: place,
    body: { zen: 'Practicality beats purity.', hook_id: hookId, hook: hook(), repository, sender }
  })
]

// One payload reads better whole than split by length.
// oxlint-disable-next-line max-lines-per-function
function pullRequest(): object {
  const api = `${repositoryApi}/pulls/{{number}}`
  const comments = `${repositoryApi}/issues/{{number}}/comments`
  const statuses = `${repositoryApi}/statuses/{{hex:40}}`
  const links = {
    self: api,
    html: `${page}/pull/{{number}}`,
    issue: `${repositoryApi}/issues/{{number}}`,
    comments,
    review_comments: `${api}/comments`,
    review_comment: `${repositoryApi}/pulls/comments{/number}`,
    commits: `${api}/commits`,
    statuses
  }
  return {
    url: api,
    id: raw('digits:10'),
    node_id: nodeId('pull'),
    html_url: links.html,
    diff_url: `${links.html}.diff`,
    patch_url: `${links.html}.patch`,
    issue_url: links.issue,
    number: raw('number'),
    state: 'open',
    locked: false,
    title: '{{title}}',
    user: sender,
    body: 'Adds a column.\r\n\r\n- [x] tests\r\n- [ ] docs',
    created_at: '{{isoSeconds}}',
    updated_at: '{{isoSeconds}}',
    closed_at: null,
    merged_at: null,
    merge_commit_sha: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    labels: [],
    milestone: null,
    draft: false,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: comments,
    statuses_url: statuses,
    head: { label: '{{owner}}:sunrise', ref: 'sunrise', sha: '{{hex:40}}', user: sender, repo: repository },
    base: { label: '{{owner}}:main', ref: 'main', sha: '{{hex:40:before}}', user: sender, repo: repository },
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: 'MEMBER',
    auto_merge: null,
    active_lock_reason: null,
    merged: false,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    merged_by: null,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: 2,
    additions: 61,
    deletions: 9,
    changed_files: 4
  }
}

function issue(): object {
  const api = `${repositoryApi}/issues/{{number}}`
  return {
    url: api,
    repository_url: repositoryApi,
    labels_url: `${api}/labels{/name}`,
    comments_url: `${api}/comments`,
    events_url: `${api}/events`,
    html_url: `${page}/issues/{{number}}`,
    id: raw('digits:10'),
    node_id: nodeId('issue'),
    number: raw('number'),
    title: '{{title}}',
    user: sender,
    labels: [
      {
        id: 208_045_946,
        node_id: nodeId('label'),
        url: `${repositoryApi}/labels/bug`,
        name: 'bug',
        color: 'd73a4a',
        default: true,
        description: 'Something does not work'
      }
    ],
    state: 'open',
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: 0,
    created_at: '{{isoSeconds}}',
    updated_at: '{{isoSeconds}}',
    closed_at: null,
    author_association: 'MEMBER',
    active_lock_reason: null,
    body: 'Since the clocks changed.',
    reactions: {
      url: `${api}/reactions`,
      total_count: 0,
      '+1': 0,
      '-1': 0,
      laugh: 0,
      hooray: 0,
      confused: 0,
      heart: 0,
      rocket: 0,
      eyes: 0
    },
    timeline_url: `${api}/timeline`,
    performed_via_github_app: null,
    draft: false
  }
}

function release(): object {
  const api = `${repositoryApi}/releases/{{digits:9}}`
  return {
    url: api,
    assets_url: `${api}/assets`,
    upload_url: 'https://uploads.github.com/repos/{{owner}}/{{repository}}/releases/{{digits:9}}/assets{?name,label}',
    html_url: `${page}/releases/tag/{{tag}}`,
    id: raw('digits:9'),
    node_id: nodeId('release'),
    tag_name: '{{tag}}',
    target_commitish: 'main',
    name: '{{name}}',
    draft: false,
    author: sender,
    prerelease: false,
    created_at: '{{isoSeconds-60}}',
    published_at: '{{isoSeconds}}',
    assets: [],
    tarball_url: `${repositoryApi}/tarball/{{tag}}`,
    zipball_url: `${repositoryApi}/zipball/{{tag}}`,
    body: 'Shows sunrise and sunset.'
  }
}

function hook(): object {
  const api = `${repositoryApi}/hooks/${hookId}`
  return {
    type: 'Repository',
    id: hookId,
    name: 'web',
    active: true,
    events: ['push', 'pull_request'],
    config: { content_type: 'json', insecure_ssl: '0', secret: '********', url: 'https://hooks.example.com/webhook' },
    updated_at: '{{isoSeconds}}',
    created_at: '{{isoSeconds}}',
    url: api,
    test_url: `${api}/test`,
    ping_url: `${api}/pings`,
    deliveries_url: `${api}/deliveries`,
    last_response: { code: null, status: 'unused', message: null }
  }
}
