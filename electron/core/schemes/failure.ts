/** A failed verdict, and the sentences that several schemes share. */
import type { FailureReason, Verdict } from '../../contract/index.ts'

export type Failure = Extract<Verdict, { status: 'failed' }>

/** `detail` is one or two plain sentences; it never holds a secret. */
export function failure(reason: FailureReason, detail: string): Failure {
  return { status: 'failed', reason, detail, about: 'signature' }
}

/** A failure that lies in the timestamp alone. */
export function timestampFailure(reason: FailureReason, detail: string): Failure {
  return { status: 'failed', reason, detail, about: 'timestamp' }
}

/** A header that must be there is not, or is empty. */
export function missingHeader(name: string): Failure {
  return failure('missing_header', `The header ${name} is missing or empty.`)
}

/** A header that must come once came more often: which of them counts is not ours to choose. */
export function repeatedHeader(name: string): Failure {
  return failure('malformed_header', `The header ${name} came more than once; the provider sends it once.`)
}

/** None of the secrets gives the signature that came. `name` is what the signature is called. */
export function mismatch(name: string): Failure {
  return failure(
    'signature_mismatch',
    `${name} does not match. The secret may belong to another endpoint, or the body was changed on the way.`
  )
}

/** No secret could even be tried. `hint` says what one looks like. */
export function unusableSecret(hint: string): Failure {
  return failure('key_unavailable', `No secret of this endpoint can be used. ${hint}`)
}

/** The text was given as a secret, but no key can be made of it. */
export const unfitSecret: Failure = failure('key_unavailable', 'The secret does not have the form that this scheme needs.')
