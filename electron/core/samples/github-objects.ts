/** Users and repositories as GitHub describes them in every event: mostly addresses that are made of their names. */
import { raw } from './template.ts'

const api = 'https://api.github.com'

const userAddresses = {
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events'
}

const repositoryAddresses = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments'
}

/** Shape: `login` may hold a place. */
export function githubUser(login: string, id: number, type: 'User' | 'Organization' = 'User'): object {
  const url = `${api}/users/${login}`
  return {
    login,
    id,
    node_id: nodeId(`04:User${id}`),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    ...under(url, userAddresses),
    type,
    site_admin: false
  }
}

/** The repository that the fields `owner` and `repository` name. */
export function githubRepository(): object {
  return {
    id: 640_112_233,
    node_id: nodeId('010:Repository640112233'),
    name: '{{repository}}',
    full_name: '{{owner}}/{{repository}}',
    private: false,
    owner: githubUser('{{owner}}', 9_081_726, 'Organization'),
    html_url: 'https://github.com/{{owner}}/{{repository}}',
    description: 'Tide predictions for small harbours',
    fork: false,
    url: repositoryApi,
    ...under(repositoryApi, repositoryAddresses),
    created_at: '2023-05-13T07:22:41Z',
    updated_at: '{{isoSeconds-86400}}',
    pushed_at: '{{isoSeconds}}',
    git_url: 'git://github.com/{{owner}}/{{repository}}.git',
    ssh_url: 'git@github.com:{{owner}}/{{repository}}.git',
    clone_url: 'https://github.com/{{owner}}/{{repository}}.git',
    svn_url: 'https://github.com/{{owner}}/{{repository}}',
    homepage: null,
    size: 412,
    stargazers_count: 128,
    watchers_count: 128,
    language: 'TypeScript',
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: false,
    has_pages: false,
    forks_count: 9,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: 7,
    license: null,
    is_template: false,
    topics: ['tides'],
    visibility: 'public',
    web_commit_signoff_required: false,
    custom_properties: {},
    forks: 9,
    open_issues: 7,
    watchers: 128,
    default_branch: 'main'
  }
}

/** A push writes three things of a repository in its own older way. */
export function pushedRepository(): object {
  return {
    ...githubRepository(),
    owner: { name: '{{owner}}', email: null, ...githubUser('{{owner}}', 9_081_726, 'Organization') },
    url: 'https://github.com/{{owner}}/{{repository}}',
    created_at: 1_683_962_561,
    pushed_at: raw('seconds'),
    stargazers: 128,
    master_branch: 'main'
  }
}

/** The repository in GitHub's API. */
export const repositoryApi = `${api}/repos/{{owner}}/{{repository}}`

/** The id that GitHub's GraphQL interface uses. */
export function nodeId(text: string): string {
  return Buffer.from(text).toString('base64')
}

function under(base: string, addresses: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(addresses).map(([name, path]) => [name, base + path]))
}
