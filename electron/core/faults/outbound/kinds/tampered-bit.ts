/** One bit of the body turned, under the signature of the original. */
import { once, type Draft, type OutboundFault } from '../outbound-fault.ts'
import { tampered } from '../tampered.ts'

const mostTries = 256

export const tamperedBit = {
  kind: 'tampered_bit',
  label: 'Tampered body: one bit',
  summary: 'One bit of the body is turned, the signature is that of the original.',
  group: 'signature',
  expected: 'refuse',
  apply: (draft, context) => once(tampered(draft, context, flipBit))
} as const satisfies OutboundFault

/** Turns the lowest bit of a letter near the middle, such that JSON stays JSON: an app must not be saved by its parser. */
function flipBit(draft: Draft): Uint8Array | undefined {
  const { body } = draft
  const wasJson = isJson(body)
  const middle = Math.floor(body.byteLength / 2)
  for (let step = 0; step < Math.min(body.byteLength, mostTries); step += 1) {
    const at = (middle + step) % body.byteLength
    if (!isLetter(body[at]) || !isLetter((body[at] ?? 0) ^ 1)) continue
    const changed = Uint8Array.from(body)
    changed[at] = (body[at] ?? 0) ^ 1
    if (!wasJson || isJson(changed)) return changed
  }
  if (body.byteLength === 0) return undefined
  const changed = Uint8Array.from(body)
  changed[middle] = (body[middle] ?? 0) ^ 1
  return changed
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && /[a-zA-Z]/.test(String.fromCharCode(byte))
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(body).toString('utf8'))
    return true
  } catch {
    return false // An answer, not an error.
  }
}
