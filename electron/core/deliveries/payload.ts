/** Whether a body is a payload in the guide's sense: JSON that holds something. */

/** Missing, not JSON, not UTF-8, or empty (`{}`, `[]`, `""`, `0`, `false`, `null`) is no payload. */
export function isPayload(body: Uint8Array): boolean {
  if (body.byteLength === 0) return false
  const value = parseBody(body)
  if (typeof value !== 'object' || value === null) return Boolean(value)
  return Array.isArray(value) ? value.length > 0 : hasOwnKey(value)
}

function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))
  } catch {
    // Not JSON: the answer is that there is no payload.
    return undefined
  }
}

function hasOwnKey(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true
  return false
}
