/** GitLab: a plain token, or since 2026 a signing token that follows Standard Webhooks. */
import type { HeaderPair } from '../../../contract/index.ts'
import type { Failure } from '../failure.ts'
import { carriesSignature, signatureScheme, type Claim } from '../signature-scheme.ts'
import { hasHeader } from '../headers.ts'
import { identifyBy } from '../identity.ts'
import { jsonSample } from '../samples.ts'
import type { SampleIdentity, Scheme, SignedRequest } from '../scheme.ts'
import { claimStandardWebhooks, decodedSecret, signStandardWebhooks, type StandardWebhooksRule } from '../standard-webhooks-family.ts'
import { claimHeaderToken } from '../token-scheme.ts'

const tokenHeader = 'X-Gitlab-Token'
const signing: StandardWebhooksRule = { prefix: 'webhook', keyOf: (secret) => (isSigningToken(secret) ? decodedSecret(secret) : undefined) }

export const scheme: Scheme = signatureScheme(
  {
    id: 'gitlab',
    label: 'GitLab',
    group: 'Developer tools',
    docsUrl: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
    signatureHeaders: ['webhook-signature', tokenHeader],
    timestampHeader: 'webhook-timestamp',
    toleranceSeconds: 300,
    secretHint: 'The signing token ("whsec_" and base64), or the plain secret token of older webhooks, any text.',
    rotation: 'The signature header may hold several signatures; with a plain token keep both here while you change it.',
    success: 'Any 2xx within 10 s. After 4 failures in a row the webhook pauses for 1 min, doubling to 24 h; after 40 it is switched off.',
    answerWithinSeconds: 10,
    retries: {
      delaysSeconds: [],
      summary: 'GitLab does not retry a failed delivery. It can be sent again by hand.',
      source: 'https://docs.gitlab.com/user/project/integrations/webhooks/',
      readOn: '2026-11'
    },
    notes: ['A plain token signs nothing: whoever reads one delivery can write another. Prefer the signing token.'],
    detect: (headers) => hasHeader(headers, 'X-Gitlab-Event') || hasHeader(headers, tokenHeader),
    identify: identifyBy({
      id: [{ header: 'Idempotency-Key' }, { header: 'webhook-id' }, { header: 'X-Gitlab-Event-UUID' }],
      type: [{ path: 'object_kind' }, { header: 'X-Gitlab-Event' }],
      action: { path: 'object_attributes.action' }
    }),
    checkSecret: (value) =>
      value.startsWith('whsec_') && decodedSecret(value)?.length !== 32 ? 'A signing token is "whsec_" and base64 of 32 bytes.' : undefined,
    sign: (request, secret, now) => {
      if (isSigningToken(secret)) return signStandardWebhooks(signing, request, secret, now)
      return secret === '' ? [] : [[tokenHeader, secret]]
    },
    samples: [
      jsonSample('push', 'A push', push, (event) => gitlabHeaders(event, 'Push Hook')),
      jsonSample('merge_request.open', 'A merge request was opened', mergeRequest, (event) => gitlabHeaders(event, 'Merge Request Hook'))
    ]
  },
  { claim, signatureName: () => 'The signature or token' }
)

/** A signature is stronger than a token, but who gave us only the token chose to check only that. */
function claim(request: SignedRequest): Claim | Failure {
  const token = hasHeader(request.headers, tokenHeader) ? claimHeaderToken(request, tokenHeader) : undefined
  const isSigned = carriesSignature(request.headers, ['webhook-signature'])
  if (!isSigned && token !== undefined) return token
  const signed = claimStandardWebhooks(signing, request)
  if (token === undefined || 'status' in token || 'status' in signed) return signed
  return { ...signed, matches: (secret) => (isSigningToken(secret) ? signed : token).matches(secret) }
}

function isSigningToken(secret: string): boolean {
  return secret.startsWith('whsec_')
}

function gitlabHeaders({ id }: SampleIdentity, event: string): HeaderPair[] {
  return [
    ['User-Agent', 'GitLab/18.6'],
    ['X-Gitlab-Event', event],
    ['X-Gitlab-Event-UUID', id],
    ['Idempotency-Key', id],
    ['webhook-id', id]
  ]
}

const project = { id: 15, name: 'Diaspora', path_with_namespace: 'mike/diaspora', default_branch: 'main' }

function push() {
  return {
    object_kind: 'push',
    event_name: 'push',
    ref: 'refs/heads/main',
    user_username: 'ada',
    project,
    commits: [],
    total_commits_count: 1
  }
}

function mergeRequest() {
  return {
    object_kind: 'merge_request',
    project,
    object_attributes: { id: 99, iid: 1, title: 'MS-Viewport', state: 'opened', action: 'open' }
  }
}
