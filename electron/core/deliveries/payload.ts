/** Whether a body is a payload in the guide's sense: JSON that holds something. */
import { parseJsonBody } from '../json-body.ts'

/** Missing, not JSON, not UTF-8, or empty (`{}`, `[]`, `""`, `0`, `false`, `null`) is no payload. */
export function isPayload(body: Uint8Array): boolean {
  const value = parseJsonBody(body)
  if (typeof value !== 'object' || value === null) return Boolean(value)
  return Array.isArray(value) ? value.length > 0 : hasOwnKey(value)
}

function hasOwnKey(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true
  return false
}
