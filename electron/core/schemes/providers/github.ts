/** GitHub. */
import { z } from 'zod'
import type { HeaderPair } from '../../../contract/index.ts'
import { claimBodyHmac, signBodyHmac, type BodyHmacRule } from '../body-hmac.ts'
import { hasHeader } from '../headers.ts'
import { formFieldBytes } from '../form.ts'
import { identifyBy } from '../identity.ts'
import { parseSchemeOptions } from '../options.ts'
import type { SampleIdentity, Scheme, SchemeSettings, SignedRequest } from '../scheme.ts'
import { signatureScheme } from '../signature-scheme.ts'

const sha256: BodyHmacRule = { header: 'X-Hub-Signature-256', prefix: 'sha256=', algorithm: 'sha256', encoding: 'hex' }
const sha1: BodyHmacRule = { header: 'X-Hub-Signature', prefix: 'sha1=', algorithm: 'sha1', encoding: 'hex' }

const githubOptions = z.object({ allowSha1: z.boolean().default(false) })

export const scheme: Scheme = signatureScheme(
  {
    id: 'github',
    label: 'GitHub',
    group: 'Developer tools',
    docsUrl: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
    signatureHeaders: [sha256.header, sha1.header],
    secretHint: 'The secret typed into the webhook settings, any text.',
    optionFields: [
      {
        name: 'allowSha1',
        label: 'Accept SHA-1',
        kind: 'switch',
        default: false,
        help: 'Check the old X-Hub-Signature when X-Hub-Signature-256 is absent, as very old Enterprise servers send it.'
      }
    ],
    parseOptions: (options) => parseSchemeOptions(githubOptions, options),
    variants: { sha256: {}, 'sha1-legacy': { allowSha1: true } },
    rotation: 'One secret a webhook; keep both here while you change it.',
    success: 'Any 2xx within 10 s (30 s on Enterprise Server).',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [],
      summary: 'GitHub never retries by itself. A delivery can be redelivered by hand or API for 3 days.',
      source: 'https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries',
      readOn: '2026-11'
    },
    handshakeSummary: 'A "ping" event comes when the webhook is made; any 2xx answers it.',
    notes: ['Nothing about time is signed: an old delivery verifies for ever.'],
    detect: (headers) => hasHeader(headers, 'X-GitHub-Event') || hasHeader(headers, 'X-GitHub-Delivery'),
    identify: identifyBy({
      id: [{ header: 'X-GitHub-Delivery' }],
      type: [{ header: 'X-GitHub-Event' }],
      action: { path: 'action' },
      bodyOf: (request) => formFieldBytes(request, 'payload')
    }),
    sign: (request, secret, now, settings) => signBodyHmac(ruleFor(request, settings), request, secret, now),
    checkSecret: (value) =>
      /^(gh[pousr]|github_pat)_/.test(value)
        ? 'This is an access token. The webhook secret is the one typed into the webhook settings.'
        : undefined,
    samples: [
      { type: 'push', label: 'A push', body: push, headers: (event) => githubHeaders(event, 'push') },
      {
        type: 'pull_request.opened',
        label: 'A pull request was opened',
        body: pullRequest,
        headers: (event) => githubHeaders(event, 'pull_request')
      },
      { type: 'ping', label: 'The ping of a new webhook', body: ping, headers: (event) => githubHeaders(event, 'ping') }
    ]
  },
  { claim: (request, settings) => claimBodyHmac(ruleFor(request, settings), request) }
)

function ruleFor(request: SignedRequest, settings: SchemeSettings): BodyHmacRule {
  const onlyOld = hasHeader(request.headers, sha1.header) && !hasHeader(request.headers, sha256.header)
  return settings.options['allowSha1'] === true && onlyOld ? sha1 : sha256
}

function githubHeaders({ id }: SampleIdentity, event: string): HeaderPair[] {
  return [
    ['User-Agent', 'GitHub-Hookshot/5c1f2a3'],
    ['X-GitHub-Delivery', id],
    ['X-GitHub-Event', event]
  ]
}

const repository = { id: 1296269, name: 'hello-world', full_name: 'octocat/hello-world', private: false, default_branch: 'main' }
const sender = { login: 'octocat', id: 583231, type: 'User' }

function push({ now }: SampleIdentity): string {
  const timestamp = new Date(now).toISOString()
  const commit = {
    id: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
    message: 'Fix all the bugs',
    timestamp,
    added: [],
    modified: ['README.md']
  }
  return JSON.stringify({ ref: 'refs/heads/main', after: commit.id, repository, pusher: { name: 'octocat' }, sender, commits: [commit] })
}

function pullRequest({ now }: SampleIdentity): string {
  const pull = { id: 1, number: 1347, state: 'open', title: 'Amazing new feature', created_at: new Date(now).toISOString(), draft: false }
  return JSON.stringify({ action: 'opened', number: 1347, pull_request: pull, repository, sender })
}

function ping(): string {
  const hook = { type: 'Repository', id: 12345678, active: true, events: ['push'], config: { content_type: 'json', insecure_ssl: '0' } }
  return JSON.stringify({ zen: 'Keep it logically awesome.', hook_id: hook.id, hook, repository, sender })
}
