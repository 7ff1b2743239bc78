/** The JSON of a body, parsed once however many ask for it: verification, faults, filters and the payload check all do. */

/**
 * The body that was parsed last, until the running task ends: all who ask do so before the first wait. Kept longer, or in a
 * WeakMap, what was parsed would outlive the young generation of the heap, and long collections would hold answers up.
 */
let latest: { readonly body: Uint8Array; readonly value: unknown } | undefined

/** The parsed body; undefined, which JSON can't hold, when it is no JSON. Errors: never throws. */
export function parseJsonBody(body: Uint8Array): unknown {
  if (latest?.body === body) return latest.value
  const value = parse(body)
  if (latest === undefined) queueMicrotask(forget)
  latest = { body, value }
  return value
}

function forget(): void {
  latest = undefined
}

function parse(body: Uint8Array): unknown {
  if (body.byteLength === 0) return undefined
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))
  } catch {
    return undefined // Not JSON: an answer, not an error.
  }
}
