/** GitHub events: the type is in a header, the action in the body. */
import { inIso } from '../../schemes/samples.ts'
import type { SampleEvent, SampleIdentity } from '../../schemes/scheme.ts'

const owner = { login: 'harbour-labs', id: 9081726, type: 'Organization', site_admin: false }
const sender = { login: 'mina-okafor', id: 5150042, type: 'User', site_admin: false }
const hookId = '487215093'

const repository = {
  id: 640112233,
  name: 'tide-tables',
  full_name: 'harbour-labs/tide-tables',
  private: false,
  owner,
  html_url: 'https://github.com/harbour-labs/tide-tables',
  description: 'Tide predictions for small harbours',
  fork: false,
  default_branch: 'main',
  language: 'TypeScript',
  stargazers_count: 128,
  open_issues_count: 7
}

export const samples: readonly SampleEvent[] = [
  githubEvent('push', 'Commits were pushed', (event) => {
    const author = { name: 'Mina Okafor', email: 'mina@example.com', username: sender.login }
    const commit = {
      id: sha(event, 'a'),
      tree_id: sha(event, 'b'),
      distinct: true,
      message: 'Round heights to the centimetre\n\nCloses #41',
      timestamp: inIso(event),
      url: `${repository.html_url}/commit/${sha(event, 'a')}`,
      author,
      committer: author,
      added: [],
      removed: [],
      modified: ['src/heights.ts', 'test/heights.test.ts']
    }
    return {
      ref: 'refs/heads/main',
      before: sha(event, 'c'),
      after: commit.id,
      repository,
      pusher: { name: sender.login, email: author.email },
      sender,
      created: false,
      deleted: false,
      forced: false,
      base_ref: null,
      compare: `${repository.html_url}/compare/${sha(event, 'c').slice(0, 12)}...${commit.id.slice(0, 12)}`,
      commits: [commit],
      head_commit: commit
    }
  }),
  githubEvent('pull_request.opened', 'A pull request was opened', (event) => ({
    action: 'opened',
    number: 42,
    pull_request: {
      id: 1_875_004_311,
      number: 42,
      state: 'open',
      locked: false,
      title: 'Show sunrise beside the morning tide',
      body: 'Adds a column.\r\n\r\n- [x] tests\r\n- [ ] docs',
      user: sender,
      draft: false,
      created_at: inIso(event),
      updated_at: inIso(event),
      merged: false,
      html_url: `${repository.html_url}/pull/42`,
      head: { label: 'mina-okafor:sunrise', ref: 'sunrise', sha: sha(event, 'd') },
      base: { label: 'harbour-labs:main', ref: 'main', sha: sha(event, 'c') },
      commits: 2,
      additions: 61,
      deletions: 9,
      changed_files: 4
    },
    repository,
    organization: { login: owner.login, id: owner.id },
    sender
  })),
  githubEvent('issues.opened', 'An issue was opened', (event) => ({
    action: 'opened',
    issue: {
      id: 2_301_448_820,
      number: 43,
      title: 'Neap tides are an hour late in März 🌊',
      state: 'open',
      user: sender,
      labels: [{ id: 208045946, name: 'bug', color: 'd73a4a', default: true }],
      assignees: [],
      comments: 0,
      created_at: inIso(event),
      updated_at: inIso(event),
      html_url: `${repository.html_url}/issues/43`,
      body: 'Since the clocks changed.'
    },
    repository,
    organization: { login: owner.login, id: owner.id },
    sender
  })),
  githubEvent('release.published', 'A release was published', (event) => ({
    action: 'published',
    release: {
      id: 181_223_009,
      tag_name: 'v2.4.0',
      target_commitish: 'main',
      name: 'Sunrise',
      draft: false,
      prerelease: false,
      created_at: inIso(event),
      published_at: inIso(event),
      author: sender,
      html_url: `${repository.html_url}/releases/tag/v2.4.0`,
      assets: [],
      body: 'Shows sunrise and sunset.'
    },
    repository,
    sender
  })),
  githubEvent('ping', 'The ping of a new webhook', (event) => ({
    zen: 'Practicality beats purity.',
    hook_id: Number(hookId),
    hook: {
      type: 'Repository',
      id: Number(hookId),
      name: 'web',
      active: true,
      events: ['push', 'pull_request'],
      config: { content_type: 'json', insecure_ssl: '0', secret: '********', url: 'https://example.com/webhook' },
      created_at: inIso(event),
      updated_at: inIso(event)
    },
    repository,
    sender
  }))
]

function githubEvent(type: string, label: string, make: (event: SampleIdentity) => object): SampleEvent {
  return {
    type,
    label,
    headers: ({ id }) => [
      ['User-Agent', 'GitHub-Hookshot/5c1f2a3'],
      ['Accept', '*/*'],
      ['X-GitHub-Delivery', id],
      ['X-GitHub-Event', type.replace(/\..*$/, '')],
      ['X-GitHub-Hook-ID', hookId],
      ['X-GitHub-Hook-Installation-Target-ID', String(repository.id)],
      ['X-GitHub-Hook-Installation-Target-Type', 'repository']
    ],
    body: (event) => JSON.stringify(make(event))
  }
}

/** Forty hex digits that belong to this sample. */
function sha({ now }: SampleIdentity, salt: string): string {
  return (salt + now.toString(16)).padEnd(40, '7f3e9c1d0b5a2468')
}
