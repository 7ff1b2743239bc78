/** One matcher for target filters and fault rules: every field that is set must hold. */
import type { HeaderPair } from '../../contract/index.ts'
import { pathBelow } from '../endpoints/routing.ts'
import { parseJsonBody } from '../json-body.ts'
import { matchesGlob } from './glob.ts'
import { matchesHeader } from './header.ts'
import { jsonText, readJsonPath } from './json-path.ts'

/** What may be asked of a delivery; `FaultMatch` and `TargetFilter` of the contract both fit. */
export interface Match {
  readonly eventType?: string | undefined
  readonly header?: { readonly name: string; readonly value?: string | undefined } | undefined
  readonly jsonPath?: string | undefined
  readonly equals?: string | undefined
  readonly method?: string | undefined
  /** A glob over the path below the endpoint's own. */
  readonly path?: string | undefined
}

/** The part of a delivery that a match looks at. */
export interface MatchSubject {
  readonly method: string
  readonly headers: readonly HeaderPair[]
  readonly body: Uint8Array
  readonly eventType?: string | undefined
  /** As received; with the endpoint's path, for a match that asks for the path. */
  readonly url?: string | undefined
  readonly endpointPath?: string | undefined
}

/**
 * Whether a delivery fits. The body is read as JSON only when a path asks for it; a body that isn't JSON fits no path.
 * `equals` without a path is compared with the whole body's value. Errors: never throws.
 */
export function matches(match: Match, subject: MatchSubject): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== subject.method.toUpperCase()) return false
  if (match.eventType !== undefined && (subject.eventType === undefined || !matchesGlob(match.eventType, subject.eventType))) return false
  if (match.header !== undefined && !matchesHeader(subject.headers, match.header)) return false
  if (match.path !== undefined && !matchesGlob(match.path, pathBelow(subject.endpointPath ?? '/', subject.url ?? '/'))) return false
  if (match.jsonPath === undefined && match.equals === undefined) return true
  const found = readJsonPath(parseJsonBody(subject.body), match.jsonPath ?? '')
  return found !== undefined && (match.equals === undefined || jsonText(found) === match.equals)
}
