/** Which event a delivery carries: told by headers or by a few fields of the body. */
import { bodyFields, type FieldPath } from './body-fields.ts'
import { headerValue } from './headers.ts'
import type { EventIdentity, SignedRequest } from './scheme.ts'

/** A place to look: a header by name, or a path into the JSON body (`data.object.id`). */
export type IdentityPlace = { readonly header: string } | { readonly path: string }

export interface IdentityRule {
  /** Tried in order; the first that holds something is the answer. */
  readonly id?: readonly IdentityPlace[]
  readonly type?: readonly IdentityPlace[]
  /** Joined onto the id, where the provider's own id does not tell one event from another. */
  readonly idParts?: readonly IdentityPlace[]
  /** Joins an action onto the type: `push` and `opened` become `push.opened`. Of several the first that is there. */
  readonly action?: IdentityPlace | readonly IdentityPlace[]
  /** The JSON to look in, where it is not the body itself. */
  bodyOf?(request: SignedRequest): Uint8Array
}

const longestText = 256

/** Makes an `identify` of a rule. Never throws; the body is read at most once, and only when the headers do not tell. */
export function identifyBy(rule: IdentityRule): (request: SignedRequest) => EventIdentity {
  const actions = [rule.action ?? []].flat()
  const places = [...(rule.id ?? []), ...(rule.idParts ?? []), ...(rule.type ?? []), ...actions]
  const paths = new Map<string, FieldPath>()
  for (const place of places) if ('path' in place) paths.set(place.path, toPath(place.path))
  return (request) => {
    const look = lookup(rule, request, paths)
    const first = firstOf(rule.id, look)
    const parts = (rule.idParts ?? []).flatMap((place) => look(place) ?? [])
    const eventId = first === undefined ? undefined : [first, ...parts].join(':').slice(0, longestText)
    const type = firstOf(rule.type, look)
    const action = firstOf(actions, look)
    const eventType = type !== undefined && action !== undefined ? `${type}.${action}` : type
    return { ...(eventId === undefined ? {} : { eventId }), ...(eventType === undefined ? {} : { eventType }) }
  }
}

type Look = (place: IdentityPlace) => string | undefined

function lookup(rule: IdentityRule, request: SignedRequest, paths: ReadonlyMap<string, FieldPath>): Look {
  let fields: Map<string, string | undefined> | undefined
  return (place) => {
    if ('header' in place) return headerValue(request.headers, place.header)?.slice(0, longestText) || undefined
    fields ??= readFields(rule.bodyOf?.(request) ?? request.body, paths)
    return fields.get(place.path)
  }
}

function readFields(body: Uint8Array, paths: ReadonlyMap<string, FieldPath>): Map<string, string | undefined> {
  const values = bodyFields(body, [...paths.values()])
  return new Map([...paths.keys()].map((name, index) => [name, values[index]]))
}

function firstOf(places: readonly IdentityPlace[] | undefined, look: Look): string | undefined {
  for (const place of places ?? []) {
    const found = look(place)
    if (found !== undefined) return found
  }
  return undefined
}

function toPath(path: string): FieldPath {
  return path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
}
