/** The developer's own state: JSON behind a URL, read before and after, so that an effect can be counted. */
import type { Clock } from '../clock.ts'
import type { Send } from '../forwarding/attempt.ts'
import { outcomeText } from './judge.ts'
import { CannotRun, type Effect } from './check-case.ts'

export interface StateProbeOptions {
  readonly url: string
  readonly send: Send
  readonly clock: Clock
  readonly allowRemote: boolean
  readonly verifyTls: boolean
  /** How long the state may take to show what an event did. */
  readonly settleMs: number
}

const readTimeoutMs = 5_000
const longestStateBytes = 4_194_304
/** Read again this often, and taken as settled after this long without a change. */
const everyMs = 20
const quietMs = 120

export interface StateProbe {
  /** What an action changed; nothing when the state can no longer be read. With `waits`, it gets time to show it. */
  effectOf(action: () => Promise<void>, waits: boolean): Promise<Effect | undefined>
  text(): Promise<string | undefined>
}

/**
 * Makes a probe. Counted are numbers, lengths of lists and counts of keys; what changes by itself, such as an uptime, is left out.
 * Errors: CannotRun when the URL does not answer with JSON.
 */
export async function openStateProbe(options: StateProbeOptions): Promise<StateProbe> {
  const { clock, settleMs } = options
  const pause = (): Promise<void> => new Promise((resolve) => clock.after(everyMs, resolve))
  const read = async (): Promise<Effect> => countsOf(JSON.parse(await readText(options)))
  const first = await read()
  await pause()
  const restless = new Set(difference(first, await read()).keys())

  const settled = async (before: Effect): Promise<Effect> => {
    const quiet = Math.min(quietMs, settleMs)
    const endAt = clock.now() + settleMs
    let last = await read()
    let stillSince = clock.now()
    while (clock.now() < endAt) {
      await pause()
      const next = await read()
      if (difference(last, next, restless).size > 0) stillSince = clock.now()
      last = next
      if (clock.now() - stillSince >= quiet && difference(before, next, restless).size > 0) break
    }
    return last
  }

  return {
    async effectOf(action, waits) {
      const before = await unlessGone(read)
      await action()
      if (before === undefined) return undefined
      const after = await unlessGone(() => (waits ? settled(before) : read()))
      return after === undefined ? undefined : difference(before, after, restless)
    },
    text: () => unlessGone(() => readText(options))
  }
}

/** Whether the second effect is more than the first: what was counted once was counted again. Answers the path and both counts. */
export function exceeds(
  single: Effect,
  several: Effect
): { readonly path: string; readonly once: number; readonly now: number } | undefined {
  for (const [path, once] of single) {
    const now = several.get(path) ?? 0
    if (Math.abs(now) > Math.abs(once)) return { path, once, now }
  }
  return undefined
}

/** An app that has died takes its state along, which its own case tells. */
async function unlessGone<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof CannotRun) return undefined
    throw error
  }
}

async function readText({ url, send, allowRemote, verifyTls }: StateProbeOptions): Promise<string> {
  const { outcome, response } = await send({
    url,
    method: 'GET',
    headers: [['Accept', 'application/json']],
    body: new Uint8Array(),
    timeoutMs: readTimeoutMs,
    verifyTls,
    allowRemote,
    responseCapBytes: longestStateBytes
  })
  const text = Buffer.from(response?.body ?? new Uint8Array()).toString('utf8')
  if (outcome.kind !== 'responded' || outcome.status !== 200 || !isJson(text)) {
    throw new CannotRun(
      `The state URL ${url} did not answer with JSON (${outcomeText(outcome)}). Give one that answers 200 with JSON which shows what events have done, or leave it out.`
    )
  }
  return text
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false // An answer, not an error.
  }
}

const deepest = 50

/** Every count in a JSON value, by its path. */
function countsOf(value: unknown, path = '$', counts = new Map<string, number>(), depth = 0): Map<string, number> {
  if (depth > deepest) return counts
  if (typeof value === 'number') counts.set(path, value)
  if (Array.isArray(value)) {
    counts.set(`${path}.length`, value.length)
    value.forEach((item, index) => countsOf(item, `${path}[${index}]`, counts, depth + 1))
  } else if (typeof value === 'object' && value !== null) {
    counts.set(`${path}.keys`, Object.keys(value).length)
    for (const [key, inner] of Object.entries(value)) countsOf(inner, `${path}.${key}`, counts, depth + 1)
  }
  return counts
}

/** What was added at each path that both have; a path that is new is told by the length or count of what it stands in. */
function difference(before: Effect, after: Effect, left: ReadonlySet<string> = new Set()): Map<string, number> {
  const changes = new Map<string, number>()
  for (const [path, value] of after) {
    const earlier = before.get(path)
    if (earlier !== undefined && earlier !== value && !left.has(path)) changes.set(path, value - earlier)
  }
  return changes
}
