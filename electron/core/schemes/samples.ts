/** Writing sample events in one line each. */
import type { HeaderPair } from '../../contract/index.ts'
import type { SampleEvent, SampleIdentity } from './scheme.ts'

/** A sample whose body is compact JSON, as most providers send it. */
export function jsonSample(
  type: string,
  label: string,
  make: (event: SampleIdentity) => unknown,
  headers?: (event: SampleIdentity) => readonly HeaderPair[]
): SampleEvent {
  return { type, label, body: (event) => JSON.stringify(make(event)), ...(headers === undefined ? {} : { headers }) }
}

/** Epoch seconds of a sample's moment. */
export function inSeconds({ now }: SampleIdentity): number {
  return Math.floor(now / 1000)
}

/** RFC 3339 of a sample's moment. */
export function inIso({ now }: SampleIdentity): string {
  return new Date(now).toISOString()
}
