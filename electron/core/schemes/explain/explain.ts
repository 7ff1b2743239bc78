/**
 * Why verification came out as it did: one sentence, the evidence, and what to do.
 *
 * The scheme itself is the judge: a cause is named only when the signature fits once that one thing is undone. Where nothing
 * fits it says so rather than guess. Runs on demand, off the path that answers providers, and ends within its time.
 */
import type { Explanation, FailureReason, Verdict } from '../../../contract/index.ts'
import type { Scheme, SchemeSecret, SchemeSettings, SignatureTrace, SignedRequest } from '../scheme.ts'
import { evidenceOf } from './evidence.ts'
import { findCause } from './find-cause.ts'
import { explainClaimedTime, skewOf } from './claimed-time.ts'
import type { Meaning } from './variant.ts'

/** A secret of the developer's, and where it is kept. */
export interface KnownSecret {
  readonly endpointId: string
  readonly endpointName: string
  readonly secret: SchemeSecret
}

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
  /** Only the first part of the body was kept. */
  readonly bodyTruncated: boolean
  /** What the developer has at other endpoints. */
  readonly others: readonly KnownSecret[]
  /** Every scheme there is, and the one that the request looks like. */
  readonly schemes: readonly Scheme[]
  readonly detected: Scheme | undefined
  /** Public URLs that the provider may have called, without a path. */
  readonly publicBases: readonly string[]
  readonly deadlineMs?: number
}

const defaultDeadlineMs = 900

/** Errors: never throws, whatever the request holds. */
export function explain(input: ExplainInput): Explanation {
  const started = performance.now()
  const end = started + (input.deadlineMs ?? defaultDeadlineMs)
  const trace = traceOf(input)
  const { meaning, tried } = search(input, trace, () => performance.now() > end)
  return {
    verdict: input.verdict,
    ...(meaning?.cause === undefined ? {} : { cause: meaning.cause }),
    sentence: meaning?.sentence ?? '',
    ...(meaning?.remedy === undefined ? {} : { remedy: meaning.remedy }),
    ...(meaning?.action === undefined ? {} : { action: meaning.action }),
    evidence: evidenceOf(input.scheme, trace, input.receivedAt),
    triedCount: tried,
    tookMs: performance.now() - started,
    at: input.now
  }
}

type Found = {
  readonly meaning: Omit<Meaning, 'cause' | 'remedy'> & { readonly cause?: string; readonly remedy?: string }
  readonly tried: number
}

function search(input: ExplainInput, trace: SignatureTrace | undefined, isLate: () => boolean): Found {
  const { verdict, scheme } = input
  switch (verdict.status) {
    case 'verified':
      return {
        meaning: {
          sentence: `The signature fits: ${scheme.label} signed exactly these bytes with ${scheme.requiredKey === undefined ? 'a secret of this endpoint' : 'its key'}.`
        },
        tried: 1
      }
    case 'unsigned':
      return {
        meaning: {
          sentence: verdict.detail ?? 'The request carries no signature, and none is expected here.',
          remedy: 'Where the provider signs, add its signing secret to the endpoint.'
        },
        tried: 0
      }
    case 'unchecked':
      return explainUnchecked(input)
    case 'failed':
      return explainFailed(input, verdict.reason, verdict.detail, trace, isLate)
  }
}

function explainUnchecked(input: ExplainInput): Found {
  const { verdict, detected, scheme, endpointId } = input
  const sentence = verdict.detail ?? 'The request carries a signature, and the endpoint has no secret to check it with.'
  if (detected !== undefined && detected.id !== scheme.id) {
    return {
      meaning: {
        cause: 'other_scheme',
        sentence: `The headers are those of ${detected.label}, and this endpoint expects ${scheme.label}.`,
        remedy: `Set the endpoint up for ${detected.label} and add its signing secret.`,
        action: { kind: 'set_scheme', scheme: detected.id, endpointId }
      },
      tried: 0
    }
  }
  return { meaning: { sentence, remedy: `Add the signing secret. ${scheme.secretHint}` }, tried: 0 }
}

function explainFailed(
  input: ExplainInput,
  reason: FailureReason,
  detail: string,
  trace: SignatureTrace | undefined,
  isLate: () => boolean
): Found {
  if (input.bodyTruncated) {
    return {
      meaning: {
        cause: 'body_truncated',
        sentence: 'Only the first part of the body was kept, because it was longer than the limit, so its signature can’t be checked.',
        remedy: 'Raise the body limit in the settings and have it sent again.'
      },
      tried: 0
    }
  }
  if (reason === 'key_unavailable')
    return {
      meaning: { cause: 'key_unavailable', sentence: detail, remedy: `Paste the key or secret again. ${input.scheme.secretHint}` },
      tried: 0
    }
  if (reason === 'timestamp_out_of_tolerance') return { meaning: explainTime(input), tried: 1 }
  const found = findCause(input, trace, isLate)
  if (found.meaning !== undefined) return { meaning: found.meaning, tried: found.tried }
  return { meaning: nothingFits(input, reason, detail), tried: found.tried }
}

function explainTime(input: ExplainInput): Meaning {
  const meaning = explainClaimedTime(input, input.request)
  if (meaning.cause !== 'clock_skew') return meaning
  const raised = Math.ceil((Math.abs(skewOf(input, input.request)) + 60) / 60) * 60
  return { ...meaning, action: { kind: 'set_tolerance', endpointId: input.endpointId, toleranceSeconds: raised } }
}

/** No guess: what is known, and where to look. */
function nothingFits({ scheme, secrets }: ExplainInput, reason: FailureReason, detail: string): { sentence: string; remedy: string } {
  if (reason !== 'signature_mismatch') return { sentence: detail, remedy: `Compare the headers with the documentation: ${scheme.docsUrl}` }
  if (scheme.requiredKey !== undefined) {
    return {
      sentence: `No known cause fits: the key is here and does not fit, so what ${scheme.label} signs was changed on the way, or somebody else signed it.`,
      remedy: `Let everything between ${scheme.label} and here pass headers and body on byte for byte. ${scheme.secretHint}`
    }
  }
  const hint = secrets.map((secret) => scheme.checkSecret?.(secret.value)).find((one) => one !== undefined)
  return {
    sentence: 'No known cause fits: the signature was made with a secret that Hooklab does not have, or over other bytes.',
    remedy: hint ?? `Copy the secret once more from the endpoint at the provider; each endpoint there has its own. ${scheme.secretHint}`
  }
}

/** What the secret that matched signed, else what the first would have; with no secret, what can be told without one. */
function traceOf({ verdict, scheme, secrets, request, receivedAt, settings }: ExplainInput): SignatureTrace | undefined {
  const matched = verdict.status === 'verified' ? secrets.find(({ id }) => id === verdict.secretId) : undefined
  return scheme.trace?.(request, (matched ?? secrets[0])?.value ?? '', receivedAt, settings)
}
