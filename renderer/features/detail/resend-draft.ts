/** A delivery as it is being edited before it is sent again. */
import type { DeliveryDetail, HeaderPair, ResendInput } from '../../../electron/contract/index.ts'
import { decodeText, fromBase64, toBase64 } from '../../lib/bytes.ts'

export interface Draft {
  readonly method: string
  readonly path: string
  readonly headers: readonly HeaderPair[]
  /** Undefined where the body can't be edited as text without changing it. */
  readonly body: string | undefined
}

export function draftOf({ method, url, headers, body }: DeliveryDetail): Draft {
  const { text, lossy } = decodeText(fromBase64(body.base64))
  return { method, path: url, headers, body: body.truncated || lossy ? undefined : text }
}

/** Only what was changed; undefined when nothing was. */
export function editsOf(draft: Draft, delivery: DeliveryDetail): ResendInput['edits'] {
  const before = draftOf(delivery)
  const isSame = JSON.stringify(draft.headers) === JSON.stringify(before.headers)
  const edits = {
    ...(draft.method !== before.method && { method: draft.method }),
    ...(draft.path !== before.path && { path: draft.path }),
    ...(!isSame && {
      headers: draft.headers.filter(([name]) => name.trim() !== '').map(([name, value]): HeaderPair => [name.trim(), value])
    }),
    ...(draft.body !== undefined && draft.body !== before.body && { bodyBase64: toBase64(new TextEncoder().encode(draft.body)) })
  }
  return Object.keys(edits).length === 0 ? undefined : edits
}
