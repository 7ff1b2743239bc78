/**
 * Why verification came out as it did: one sentence, the evidence, and what to do.
 * Runs on demand, never on the path that answers providers.
 */
import type { Explanation, FailureReason, Verdict } from '../../contract/index.ts'
import type { Scheme, SchemeSecret, SchemeSettings, SignatureTrace, SignedRequest } from './scheme.ts'

export interface ExplainInput {
  readonly verdict: Verdict
  readonly endpointId: string
  readonly scheme: Scheme
  readonly settings: SchemeSettings
  readonly secrets: readonly SchemeSecret[]
  readonly request: SignedRequest
  /** Epoch ms. */
  readonly receivedAt: number
  readonly now: number
  /** What the developer has elsewhere. */
  readonly others: readonly { readonly endpointId: string; readonly name: string; readonly secrets: readonly SchemeSecret[] }[]
}

const remedies: Record<FailureReason, string> = {
  missing_header: 'Check that the provider signs its deliveries and that nothing on the way removes the header.',
  malformed_header: 'Compare the header with the provider’s documentation; a proxy may have changed it.',
  timestamp_out_of_tolerance: 'Check this machine’s clock, or resend with a fresh signature.',
  signature_mismatch: 'Copy the signing secret from the provider again; each endpoint there has one of its own.',
  unsupported_algorithm: 'Choose an algorithm at the provider that this scheme knows.',
  key_unavailable: 'Check the connection to the provider, or paste the key.'
}

export function explain(input: ExplainInput): Explanation {
  const started = performance.now()
  const { verdict, scheme } = input
  const used = otherSecretThatFits(input)
  const trace =
    input.secrets[0] === undefined ? undefined : scheme.trace?.(input.request, input.secrets[0].value, input.receivedAt, input.settings)
  const common = { verdict, evidence: { scheme: scheme.id, ...evidenceOf(trace) }, at: input.now }
  if (used !== undefined) {
    const { name, secret } = used
    return {
      ...common,
      cause: 'other_secret',
      sentence: `The signature was made with another secret that you have: ${secret.label === '' ? 'one' : `“${secret.label}”`} of the endpoint ${name}.`,
      remedy: 'Add that secret to this endpoint, or point the provider at the other endpoint.',
      triedCount: countSecrets(input),
      tookMs: performance.now() - started
    }
  }
  return { ...common, ...inWords(verdict, scheme), triedCount: countSecrets(input), tookMs: performance.now() - started }
}

function inWords(verdict: Verdict, scheme: Scheme): { cause?: string; sentence: string; remedy?: string } {
  switch (verdict.status) {
    case 'verified':
      return { sentence: `The signature fits: ${scheme.label} signed exactly these bytes with this endpoint’s secret.` }
    case 'unsigned':
      return {
        sentence: verdict.detail ?? 'The request carries no signature, and none is expected here.',
        remedy: 'Add the signing secret to the endpoint to have signatures checked.'
      }
    case 'unchecked':
      return {
        sentence: verdict.detail ?? 'The request carries a signature, and the endpoint has no secret to check it with.',
        remedy: 'Add the signing secret to the endpoint.'
      }
    case 'failed':
      return { cause: verdict.reason, sentence: verdict.detail, remedy: remedies[verdict.reason] }
  }
}

function otherSecretThatFits(input: ExplainInput) {
  if (input.verdict.status !== 'failed' || input.verdict.reason !== 'signature_mismatch') return undefined
  for (const { endpointId, name, secrets } of input.others) {
    if (endpointId === input.endpointId) continue
    for (const secret of secrets) {
      const verdict = input.scheme.verify(input.request, [secret], input.receivedAt, input.settings)
      if (verdict.status === 'verified') return { name, secret }
    }
  }
  return undefined
}

function countSecrets(input: ExplainInput): number {
  return input.others.reduce((count, other) => count + other.secrets.length, 0)
}

function evidenceOf(trace: SignatureTrace | undefined): Partial<Explanation['evidence']> {
  if (trace === undefined) return {}
  const received = trace.received[0]
  return {
    signedContentBase64: Buffer.from(trace.signedContent.subarray(0, 262_144)).toString('base64'),
    expected: trace.expected,
    ...(received === undefined ? {} : { received, ...firstDifference(trace.expected, received) }),
    ...(trace.timestamp === undefined ? {} : { timestamp: trace.timestamp })
  }
}

function firstDifference(expected: string, received: string): { firstDifference?: number } {
  const length = Math.max(expected.length, received.length)
  for (let index = 0; index < length; index += 1) if (expected[index] !== received[index]) return { firstDifference: index }
  return {}
}
