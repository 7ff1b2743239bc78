/** The JSON of a body, parsed once however many ask for it: verification, faults, filters and the payload check all do. */

const nothing = Symbol('no JSON')

/**
 * Remembered by the body's own array, which nobody changes; forgotten with it. It saves the path that answers providers two of
 * three parses, and is no state that anything could see.
 */
const parsed = new WeakMap<Uint8Array, unknown>()

/** The parsed body; undefined, which JSON can't hold, when it is no JSON. Errors: never throws. */
export function parseJsonBody(body: Uint8Array): unknown {
  const known = parsed.get(body)
  if (known !== undefined) return known === nothing ? undefined : known
  const value = parse(body)
  parsed.set(body, value === undefined ? nothing : value)
  return value
}

function parse(body: Uint8Array): unknown {
  if (body.byteLength === 0) return undefined
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))
  } catch {
    return undefined // Not JSON: an answer, not an error.
  }
}
