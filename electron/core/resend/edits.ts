/** Edits by hand, applied to the bytes as they were stored. */
import type { HeaderPair, ResendInput } from '../../contract/index.ts'
import { AppError } from '../errors.ts'
import type { SendableDelivery } from '../store/sending-rows.ts'

/** A delivery as it will be sent, before signing. */
export interface Draft {
  readonly method: string
  readonly url: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
}

/**
 * The delivery with its edits; what is not edited keeps its bytes.
 * Errors: BAD_REQUEST for an edit that can't be sent, naming the field; UNPROCESSABLE when only the first part of the body was
 * kept and the edits bring no other.
 */
export function applyEdits(delivery: SendableDelivery, edits: ResendInput['edits']): Draft {
  const { bodyTruncated, body } = delivery
  if (bodyTruncated !== undefined && edits?.bodyBase64 === undefined) {
    throw new AppError(
      'UNPROCESSABLE',
      `Only the first ${bodyTruncated.keptBytes} of ${bodyTruncated.receivedBytes} body bytes were kept, so the delivery can't be sent again as it was. Raise the body limit in the settings for the next one, or resend it with an edited body.`
    )
  }
  return {
    method: edits?.method === undefined ? delivery.method : readMethod(edits.method),
    url: edits?.path === undefined ? delivery.url : readPath(edits.path),
    headers: edits?.headers ?? delivery.headers,
    body: edits?.bodyBase64 === undefined ? body : readBase64(edits.bodyBase64)
  }
}

/** Whether there is anything to apply. */
export function hasEdits(edits: ResendInput['edits']): boolean {
  return edits !== undefined && Object.values(edits).some((value) => value !== undefined)
}

function readMethod(method: string): string {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method) || method.toUpperCase() === 'CONNECT') {
    throw new AppError('BAD_REQUEST', `edits.method: "${method}" is no method that can be sent. Use one such as POST.`)
  }
  return method
}

function readPath(path: string): string {
  if (!path.startsWith('/'))
    throw new AppError('BAD_REQUEST', `edits.path: "${path}" does not begin with a slash. Give path and query, such as /webhook?a=1.`)
  return path
}

function readBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  // Buffer skips what is no base64; a body must not lose bytes like that.
  if (bytes.toString('base64').replace(/=+$/, '') !== text.replace(/=+$/, '')) {
    throw new AppError('BAD_REQUEST', 'edits.bodyBase64: this is not base64. Encode the bytes of the body with the standard alphabet.')
  }
  return bytes
}
