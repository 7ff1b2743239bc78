/** A verdict as a sentence and, where there is something to do, a remedy. */
import type { FailureReason, Verdict } from '../../../electron/contract/index.ts'

export interface VerdictText {
  readonly title: string
  readonly sentence: string
  readonly remedy?: string
}

const failures: Readonly<Record<FailureReason, { readonly title: string; readonly remedy: string }>> = {
  missing_header: {
    title: 'The signature is missing',
    remedy: 'Check that the sender signs at all, and that the endpoint expects the header it sends.'
  },
  malformed_header: {
    title: 'The signature header can’t be read',
    remedy: 'Compare the header with what the endpoint’s provider sends. Another provider’s scheme may fit.'
  },
  timestamp_out_of_tolerance: {
    title: 'The timestamp is outside the tolerance',
    remedy: 'Re-sign it to send it with a fresh timestamp, or raise the tolerance of the endpoint.'
  },
  signature_mismatch: {
    title: 'The signature does not match',
    remedy: 'Copy the signing secret from the provider again: each endpoint there has one of its own.'
  },
  unsupported_algorithm: {
    title: 'The signature’s algorithm is not supported',
    remedy: 'Choose an algorithm that the endpoint’s scheme knows, on the sender’s side or here.'
  },
  key_unavailable: {
    title: 'The key to check with can’t be had',
    remedy: 'Check the endpoint’s secrets: one may be missing, or could not be opened.'
  }
}

/** For a delivery that no endpoint took: nothing could be verified, whatever it carries. */
export const unroutedText: VerdictText = {
  title: 'No endpoint has this path',
  sentence: 'It was answered with 404 and kept, so that a wrong path shows up.',
  remedy: 'Make an endpoint at this path to have such deliveries verified and answered.'
}

export function verdictSentence(verdict: Verdict): VerdictText {
  switch (verdict.status) {
    case 'verified':
      return {
        title: 'The signature is right',
        sentence: verdict.detail ?? 'It was made with a secret of this endpoint, over exactly these bytes.'
      }
    case 'failed':
      return { title: failures[verdict.reason].title, sentence: verdict.detail, remedy: failures[verdict.reason].remedy }
    case 'unsigned':
      return {
        title: 'Not signed',
        sentence: verdict.detail ?? 'It carries no signature, and this endpoint expects none.',
        remedy: 'Add a secret to the endpoint to have every delivery checked.'
      }
    case 'unchecked':
      return {
        title: 'Signed, but not checked',
        sentence: verdict.detail ?? 'It carries a signature, and the endpoint has no secret to check it with.',
        remedy: 'Add the provider’s signing secret to the endpoint.'
      }
  }
}
