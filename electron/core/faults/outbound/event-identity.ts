/** Giving a request another event id or event type, wherever its provider writes it: the scheme says whether it worked. */
import { readJson, mapScalars, writeJson } from './json-tree.ts'
import { reshaped } from './other-secret.ts'
import type { Draft, FaultContext } from './outbound-fault.ts'

/** The draft as another event of the same kind; nothing when it has no id that could be changed. Not signed anew. */
export function withFreshEventId(draft: Draft, context: FaultContext): Draft | undefined {
  const { eventId } = context.scheme.identify(draft, context.settings)
  if (eventId === undefined) return undefined
  const seed = context.newId()
  // Some ids are joined of several parts.
  for (const text of [eventId, ...eventId.split(':')]) {
    const changed = replaceText(draft, text, reshaped(text, seed))
    const found = context.scheme.identify(changed, context.settings).eventId
    if (found !== undefined && found !== eventId) return changed
  }
  return undefined
}

/** The draft as an event of a type that nobody knows; nothing when its type can't be told. Not signed anew. */
export function withEventType(draft: Draft, type: string, { scheme, settings }: FaultContext): Draft | undefined {
  const { eventType } = scheme.identify(draft, settings)
  if (eventType === undefined) return undefined
  // An action may have been joined on: `pull_request.opened`.
  for (const text of [eventType, eventType.replace(/\.[^.]*$/, '')]) {
    const changed = replaceText(draft, text, type)
    const found = scheme.identify(changed, settings).eventType
    if (found !== undefined && found !== eventType) return changed
  }
  return undefined
}

/** Whole header values and whole JSON scalars that say `text` now say `replacement`. */
function replaceText(draft: Draft, text: string, replacement: string): Draft {
  const quoted = JSON.stringify(text)
  const tree = readJson(draft.body)
  const changed =
    tree === undefined
      ? undefined
      : mapScalars(tree, (source) => {
          if (source === quoted) return JSON.stringify(replacement)
          return source === text && /^\d+$/.test(text) ? (/^\d+$/.test(replacement) ? replacement : JSON.stringify(replacement)) : source
        })
  return {
    ...draft,
    headers: draft.headers.map(([name, value]) => [name, value === text ? replacement : value]),
    body: tree === undefined || changed === undefined || same(tree, changed) ? draft.body : writeJson(changed, draft.body)
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
