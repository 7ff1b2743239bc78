/** A delivery as it is being edited before it is sent again: from the stored bytes, and with what was changed known throughout. */
import type { DeliveryDetail, HeaderPair, ResendInput } from '../../../electron/contract/index.ts'
import { decodeText, headerText, latin1Text, sameBytes, toBase64 } from '../../lib/bytes.ts'

/** One header line. `from` is its place in the delivery; a line that was added has none. */
export interface HeaderLine {
  readonly key: number
  readonly name: string
  /** Latin-1 text, one character a byte, as it goes out. */
  readonly value: string
  readonly from?: number
}

export interface Draft {
  readonly method: string
  readonly path: string
  readonly lines: readonly HeaderLine[]
  /** Undefined: as it came. */
  readonly body: Uint8Array<ArrayBuffer> | undefined
}

export type LineMark = 'same' | 'added' | 'changed' | 'moved'

export function draftOf({ method, url, headers }: DeliveryDetail): Draft {
  return { method, path: url, lines: headers.map(([name, value], from) => ({ key: from, name, value, from })), body: undefined }
}

/** What each line of the draft is, compared with the delivery's own. */
export function marksOf({ lines }: Draft, { headers }: DeliveryDetail): readonly LineMark[] {
  const inOrder = longestRising(lines.flatMap(({ from }) => from ?? []))
  return lines.map(({ name, value, from }) => {
    if (from === undefined) return 'added'
    const own = headers[from]
    if (own?.[0] !== name.trim() || own[1] !== value) return 'changed'
    return inOrder.has(from) ? 'same' : 'moved'
  })
}

/** As many of the numbers as stand in rising order; moving the others makes all of them rise. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  interface Chain {
    readonly last: number
    readonly before: Chain | undefined
  }
  // The chain of each length that ends lowest, and so can go on furthest.
  const chains: Chain[] = []
  for (const last of numbers) {
    const found = chains.findIndex((chain) => chain.last > last)
    const at = found === -1 ? chains.length : found
    chains[at] = { last, before: chains[at - 1] }
  }
  const rising = new Set<number>()
  for (let chain = chains.at(-1); chain !== undefined; chain = chain.before) rising.add(chain.last)
  return rising
}

/** The delivery's own lines that are no longer there. */
export function removedLines({ lines }: Draft, { headers }: DeliveryDetail): readonly HeaderLine[] {
  return headers.flatMap(([name, value], from) => (lines.some((line) => line.from === from) ? [] : [{ key: from, name, value, from }]))
}

export function withLine(draft: Draft, key: number, change: Partial<Pick<HeaderLine, 'name' | 'value'>>): Draft {
  return { ...draft, lines: draft.lines.map((line) => (line.key === key ? { ...line, ...change } : line)) }
}

export function withoutLine(draft: Draft, key: number): Draft {
  return { ...draft, lines: draft.lines.filter((line) => line.key !== key) }
}

/** A new line after the one given, or at the end. */
export function withNewLine(draft: Draft, given: { readonly name: string; readonly value: string }, afterKey?: number): Draft {
  // The delivery's own lines have their places as keys, also while they are away: added ones count down from them.
  const key = draft.lines.reduce((least, line) => Math.min(least, line.key), 0) - 1
  const after = draft.lines.findIndex((line) => line.key === afterKey)
  return { ...draft, lines: draft.lines.toSpliced(after === -1 ? draft.lines.length : after + 1, 0, { key, ...given }) }
}

/** Puts a removed line back where it stood. */
export function withLineBack(draft: Draft, line: HeaderLine): Draft {
  const at = draft.lines.findIndex((other) => other.from !== undefined && line.from !== undefined && other.from > line.from)
  return { ...draft, lines: draft.lines.toSpliced(at === -1 ? draft.lines.length : at, 0, line) }
}

export function withLineMoved(draft: Draft, key: number, by: -1 | 1): Draft {
  const at = draft.lines.findIndex((line) => line.key === key)
  const line = draft.lines[at]
  const to = at + by
  if (line === undefined || to < 0 || to >= draft.lines.length) return draft
  return { ...draft, lines: draft.lines.toSpliced(at, 1).toSpliced(to, 0, line) }
}

const holdsMoreThanLatin = /[\u0100-\uffff]/

/** What was typed as a value, in bytes: UTF-8, but where the line held other Latin-1 before and still can. */
export function headerValueOf(typed: string, before: string): string {
  const isLatin = headerText(before) === before && /[\u0080-\u00ff]/.test(before)
  // Latin-1 that happens to be UTF-8 as well would be read as that.
  const canBeLatin = !holdsMoreThanLatin.test(typed) && headerText(typed) === typed
  return isLatin && canBeLatin ? typed : latin1Text(new TextEncoder().encode(typed))
}

/** The body as text that comes out as it went in; undefined when its bytes are no UTF-8. */
export function editableText(bytes: Uint8Array): string | undefined {
  const { text, lossy } = decodeText(bytes)
  return lossy ? undefined : text
}

export function pairsOf({ lines }: Draft): HeaderPair[] {
  return lines.filter(({ name }) => name.trim() !== '').map(({ name, value }): HeaderPair => [name.trim(), value])
}

/** Only what was changed; undefined when nothing was. `original` is the stored body where it was read. */
export function editsOf(draft: Draft, delivery: DeliveryDetail, original: Uint8Array | undefined): ResendInput['edits'] {
  const headers = pairsOf(draft)
  const isBodyChanged = draft.body !== undefined && (original === undefined || !sameBytes(draft.body, original))
  const edits = {
    ...(draft.method !== delivery.method && { method: draft.method }),
    ...(draft.path !== delivery.url && { path: draft.path }),
    ...(JSON.stringify(headers) !== JSON.stringify(delivery.headers) && { headers }),
    ...(isBodyChanged && draft.body !== undefined && { bodyBase64: toBase64(draft.body) })
  }
  return Object.keys(edits).length === 0 ? undefined : edits
}

/** `method, 2 headers, body`, for a tab and a heading. */
export function describeEdits(draft: Draft, delivery: DeliveryDetail, original: Uint8Array | undefined): readonly string[] {
  const edits = editsOf(draft, delivery, original)
  if (edits === undefined) return []
  const marks = marksOf(draft, delivery)
  // A line that was added and has no name yet is not sent.
  const changed = draft.lines.filter(({ name, from }, index) => marks[index] !== 'same' && (from !== undefined || name.trim() !== ''))
  const count = changed.length + removedLines(draft, delivery).length
  return [
    ...(edits.method === undefined ? [] : ['method']),
    ...(edits.path === undefined ? [] : ['path']),
    ...(edits.headers === undefined ? [] : [count === 1 ? '1 header' : `${count} headers`]),
    ...(edits.bodyBase64 === undefined ? [] : ['body'])
  ]
}
