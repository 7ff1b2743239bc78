/**
 * Reads JSON text into a flat table of its nodes, in order, without building values: numbers keep every digit, repeated keys
 * stay, ten thousand levels are as good as two. Invalid text gives the nodes up to the first error, and its place.
 */

export const nodeKinds = ['object', 'array', 'string', 'number', 'true', 'false', 'null'] as const
export type NodeKind = (typeof nodeKinds)[number]

/** Columns of the node table. Offsets are into the text; a value is `text.slice(start, end)`. */
export interface JsonTable {
  readonly length: number
  /** Index into `nodeKinds`. */
  readonly kinds: Uint8Array<ArrayBuffer>
  readonly depths: Int32Array<ArrayBuffer>
  readonly starts: Int32Array<ArrayBuffer>
  readonly ends: Int32Array<ArrayBuffer>
  /** The key with its quotes; -1 in an array and at the root. */
  readonly keyStarts: Int32Array<ArrayBuffer>
  readonly keyEnds: Int32Array<ArrayBuffer>
  /** The node after the whole subtree. */
  readonly nexts: Int32Array<ArrayBuffer>
  /** How many children. */
  readonly counts: Int32Array<ArrayBuffer>
}

export interface JsonError {
  readonly offset: number
  readonly message: string
}

export interface JsonScan {
  readonly table: JsonTable
  readonly error: JsonError | undefined
}

interface Builder {
  readonly text: string
  readonly kinds: number[]
  readonly depths: number[]
  readonly starts: number[]
  readonly ends: number[]
  readonly keyStarts: number[]
  readonly keyEnds: number[]
  readonly nexts: number[]
  readonly counts: number[]
  /** Nodes that are open, outermost first. */
  readonly open: number[]
  at: number
  keyStart: number
  keyEnd: number
}

type Expecting = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'comma-or-end' | 'nothing'

class ScanError extends Error {
  readonly offset: number
  constructor(offset: number, message: string) {
    super(message)
    this.offset = offset
  }
}

export function scanJson(text: string): JsonScan {
  const builder: Builder = {
    text,
    kinds: [],
    depths: [],
    starts: [],
    ends: [],
    keyStarts: [],
    keyEnds: [],
    nexts: [],
    counts: [],
    open: [],
    at: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    keyStart: -1,
    keyEnd: -1
  }
  let error: JsonError | undefined
  try {
    let expecting: Expecting = 'value'
    while (expecting !== 'nothing') expecting = step(builder, expecting)
    skipSpace(builder)
    if (builder.at < text.length) throw new ScanError(builder.at, 'There is more after the end of the JSON value')
  } catch (thrown) {
    if (!(thrown instanceof ScanError)) throw thrown
    error = { offset: thrown.offset, message: thrown.message }
    // What was open ends where reading ended.
    while (builder.open.length > 0) closeNode(builder, thrown.offset)
  }
  return { table: toTable(builder), error }
}

function step(builder: Builder, expecting: Expecting): Expecting {
  skipSpace(builder)
  const { text, at } = builder
  const character = text[at]
  if (character === undefined) throw new ScanError(at, 'The text ends too early')
  if (expecting === 'comma-or-end') return readAfterValue(builder, character)
  if ((expecting === 'key-or-end' && character === '}') || (expecting === 'value-or-end' && character === ']')) return endContainer(builder)
  if (expecting === 'key' || expecting === 'key-or-end') {
    readKey(builder, character)
    return 'value'
  }
  return readValue(builder, character)
}

function readAfterValue(builder: Builder, character: string): Expecting {
  const isObject = builder.kinds[builder.open.at(-1) ?? 0] === 0
  if (character === ',') {
    builder.at += 1
    return isObject ? 'key' : 'value'
  }
  if (character === (isObject ? '}' : ']')) return endContainer(builder)
  throw new ScanError(builder.at, isObject ? 'A comma or } is missing' : 'A comma or ] is missing')
}

function readKey(builder: Builder, character: string): void {
  if (character !== '"') throw new ScanError(builder.at, 'A key in double quotes is missing')
  const start = builder.at
  builder.at = endOfString(builder.text, start)
  builder.keyStart = start
  builder.keyEnd = builder.at
  skipSpace(builder)
  if (builder.text[builder.at] !== ':') throw new ScanError(builder.at, 'A colon is missing after the key')
  builder.at += 1
}

function readValue(builder: Builder, character: string): Expecting {
  const start = builder.at
  if (character === '{' || character === '[') {
    openNode(builder, character === '{' ? 0 : 1, start)
    builder.at += 1
    return character === '{' ? 'key-or-end' : 'value-or-end'
  }
  const [kind, end] = readLeaf(builder.text, start, character)
  openNode(builder, kind, start)
  builder.at = end
  return closeNode(builder, end)
}

function endContainer(builder: Builder): Expecting {
  builder.at += 1
  return closeNode(builder, builder.at)
}

function openNode(builder: Builder, kind: number, start: number): void {
  const parent = builder.open.at(-1)
  if (parent !== undefined) builder.counts[parent] = (builder.counts[parent] ?? 0) + 1
  builder.depths.push(builder.open.length)
  builder.open.push(builder.kinds.length)
  builder.kinds.push(kind)
  builder.starts.push(start)
  builder.ends.push(start)
  builder.keyStarts.push(builder.keyStart)
  builder.keyEnds.push(builder.keyEnd)
  builder.nexts.push(0)
  builder.counts.push(0)
  builder.keyStart = -1
  builder.keyEnd = -1
}

function closeNode(builder: Builder, end: number): Expecting {
  const node = builder.open.pop()
  if (node === undefined) return 'nothing'
  builder.ends[node] = end
  builder.nexts[node] = builder.kinds.length
  return builder.open.length === 0 ? 'nothing' : 'comma-or-end'
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const words = [
  ['true', 4],
  ['false', 5],
  ['null', 6]
] as const

function readLeaf(text: string, start: number, character: string): readonly [number, number] {
  if (character === '"') return [2, endOfString(text, start)]
  for (const [word, kind] of words) if (text.startsWith(word, start)) return [kind, start + word.length]
  numberPattern.lastIndex = start
  const number = numberPattern.exec(text)?.[0]
  if (number) return [3, start + number.length]
  throw new ScanError(start, 'A value is missing or is not JSON')
}

const escapePattern = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

/** The offset after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === 0x22) return at + 1
    if (Number.isNaN(code)) throw new ScanError(start, 'A string has no closing quote')
    if (code < 0x20) throw new ScanError(at, 'A string holds a control character that is not escaped')
    if (code !== 0x5c) {
      at += 1
      continue
    }
    escapePattern.lastIndex = at
    const escape = escapePattern.exec(text)?.[0]
    if (!escape) throw new ScanError(at, 'An escape in a string is not JSON')
    at += escape.length
  }
}

function skipSpace(builder: Builder): void {
  const { text } = builder
  for (;;) {
    const code = text.charCodeAt(builder.at)
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    builder.at += 1
  }
}

function toTable(builder: Builder): JsonTable {
  return {
    length: builder.kinds.length,
    kinds: Uint8Array.from(builder.kinds),
    depths: Int32Array.from(builder.depths),
    starts: Int32Array.from(builder.starts),
    ends: Int32Array.from(builder.ends),
    keyStarts: Int32Array.from(builder.keyStarts),
    keyEnds: Int32Array.from(builder.keyEnds),
    nexts: Int32Array.from(builder.nexts),
    counts: Int32Array.from(builder.counts)
  }
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}
