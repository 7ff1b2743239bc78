/** Reading `application/x-www-form-urlencoded` bodies: the wire bytes stay what is signed, this is only a view. */
import { headerValue } from './headers.ts'
import type { SignedRequest } from './scheme.ts'

const parseUpToBytes = 1_048_576

/** Whether the content type says that the body is a form. */
export function isForm(request: SignedRequest): boolean {
  return (headerValue(request.headers, 'content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')
}

/** The fields of a form body in order; none for other bodies or very large ones. Never throws. */
export function formFields(request: SignedRequest): URLSearchParams {
  if (!isForm(request) || request.body.length > parseUpToBytes) return new URLSearchParams()
  return new URLSearchParams(Buffer.from(request.body).toString('utf8'))
}

/** The bytes of one form field, or the body itself when it is no form. */
export function formFieldBytes(request: SignedRequest, name: string): Uint8Array {
  return isForm(request) ? Buffer.from(formFields(request).get(name) ?? '', 'utf8') : request.body
}
