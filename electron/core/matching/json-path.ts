/** Dotted paths into parsed JSON: `data.items[0].id`, `["odd.key"].x`, with or without a leading `$`. */

/**
 * The value at a path, or undefined when there is none; JSON itself knows no undefined.
 * Only own properties are followed, so `__proto__`, `constructor` and `length` lead nowhere unless the JSON holds them.
 * Errors: never throws; a path that can't be read leads nowhere.
 */
export function readJsonPath(value: unknown, path: string): unknown {
  const steps = parseJsonPath(path)
  if (steps === undefined) return undefined
  let current: unknown = value
  for (const step of steps) {
    if (typeof current !== 'object' || current === null) return undefined
    if (Array.isArray(current) && !/^\d+$/.test(step)) return undefined
    if (!Object.hasOwn(current, step)) return undefined
    current = Reflect.get(current, step)
  }
  return current
}

/** The steps of a path, or undefined when it can't be read: `a..b`, `a[x]`, an unclosed bracket. */
export function parseJsonPath(path: string): readonly string[] | undefined {
  const steps: string[] = []
  const step = /(?:^|\.)([^.[\]]+)|\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]/y
  let at = path.startsWith('$') ? 1 : 0
  const rest = path.slice(at)
  // After `$` a name needs its dot; without `$` the first name stands alone.
  if (at === 1 && rest !== '' && rest[0] !== '.' && rest[0] !== '[') return undefined
  while (at < path.length) {
    step.lastIndex = at
    const found = step.exec(path)
    if (found === null) return undefined
    steps.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '')
    at = step.lastIndex
  }
  return steps
}

/** A JSON value as the text that `equals` is compared with: strings as they are, the rest as JSON. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value) ?? ''
}
