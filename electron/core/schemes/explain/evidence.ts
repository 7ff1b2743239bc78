/** What was signed, what was expected and what came, as far as it can be shown. */
import type { Explanation } from '../../../contract/index.ts'
import type { Scheme, SignatureTrace } from '../scheme.ts'
import { parseClaimedTime } from './time-cause.ts'

const shownBytes = 262_144

export function evidenceOf(scheme: Scheme, trace: SignatureTrace | undefined, receivedAt: number): Explanation['evidence'] {
  if (trace === undefined) return { scheme: scheme.id }
  const { signedContent, expected, timestamp } = trace
  const received = closest(expected, trace.received)
  const atMs = timestamp === undefined ? undefined : parseClaimedTime(timestamp)
  const difference = received === undefined || expected === '' ? undefined : firstDifference(expected, received)
  return {
    scheme: scheme.id,
    signedContentBase64: Buffer.from(signedContent.subarray(0, shownBytes)).toString('base64'),
    ...(expected === '' ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
    ...(difference === undefined ? {} : { firstDifference: difference }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(atMs === undefined ? {} : { skewSeconds: Math.round((receivedAt - atMs) / 1000) })
  }
}

/** Of several signatures the one that agrees with the expected one for longest. */
function closest(expected: string, received: readonly string[]): string | undefined {
  let best = received[0]
  for (const one of received)
    if ((firstDifference(expected, one) ?? Infinity) > (firstDifference(expected, best ?? '') ?? Infinity)) best = one
  return best
}

function firstDifference(expected: string, received: string): number | undefined {
  const length = Math.max(expected.length, received.length)
  for (let index = 0; index < length; index += 1) if (expected.charCodeAt(index) !== received.charCodeAt(index)) return index
  return undefined
}
