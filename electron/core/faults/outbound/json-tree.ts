/**
 * JSON as a tree whose scalars keep their source text: order, spacing and escapes can change while 1.0 stays 1.0 and no large
 * number is rounded.
 */

export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'scalar'; readonly source: string }

export interface JsonMember {
  /** With its quotes, as it came. */
  readonly key: string
  readonly value: JsonNode
}

export interface JsonSpacing {
  readonly comma: string
  readonly colon: string
  /** One level of indentation; on one line when left out. */
  readonly indent?: string
}

const deepest = 200
const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs

/** Nothing when the bytes are no JSON, or deeper than 200 levels. Never throws. */
export function readJson(body: Uint8Array): JsonNode | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    JSON.parse(text)
    return parse(text.match(token) ?? [])
  } catch {
    return undefined // Not JSON, or not UTF-8: an answer, not an error.
  }
}

/** As bytes; spaced as the original was, unless told how. */
export function writeJson(node: JsonNode, original: Uint8Array, spacing: JsonSpacing = spacingOf(original)): Uint8Array {
  return new TextEncoder().encode(print(node, spacing, 0))
}

/** Every scalar changed by `change`, which gets it with the key that it stands under. */
export function mapScalars(node: JsonNode, change: (source: string, key: string | undefined) => string, key?: string): JsonNode {
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', source: change(node.source, key) }
    case 'array':
      return { kind: 'array', items: node.items.map((item) => mapScalars(item, change, key)) }
    case 'object':
      return {
        kind: 'object',
        members: node.members.map((member) => ({ key: member.key, value: mapScalars(member.value, change, textOf(member.key)) }))
      }
  }
}

/** Every object changed by `change`, inner ones first. */
export function mapObjects(
  node: JsonNode,
  change: (members: readonly JsonMember[], depth: number) => readonly JsonMember[],
  depth = 0
): JsonNode {
  switch (node.kind) {
    case 'scalar':
      return node
    case 'array':
      return { kind: 'array', items: node.items.map((item) => mapObjects(item, change, depth + 1)) }
    case 'object': {
      const members = node.members.map(({ key, value }) => ({ key, value: mapObjects(value, change, depth + 1) }))
      return { kind: 'object', members: change(members, depth) }
    }
  }
}

/** What a string's source says. */
export function textOf(source: string): string | undefined {
  const value: unknown = JSON.parse(source)
  return typeof value === 'string' ? value : undefined
}

function parse(tokens: readonly string[]): JsonNode {
  let at = 0
  const next = (): string => tokens[at++] ?? ''
  const value = (depth: number): JsonNode => {
    if (depth > deepest) throw new RangeError('too deep')
    const piece = next()
    if (piece === '[') return { kind: 'array', items: list(']', () => value(depth + 1)) }
    if (piece !== '{') return { kind: 'scalar', source: piece }
    const members = list('}', () => {
      const key = next()
      at += 1
      return { key, value: value(depth + 1) }
    })
    return { kind: 'object', members }
  }
  const list = <Item>(end: string, item: () => Item): Item[] => {
    const items: Item[] = []
    while (tokens[at] !== end) {
      if (tokens[at] === ',') at += 1
      items.push(item())
    }
    at += 1
    return items
  }
  return value(0)
}

function print(node: JsonNode, spacing: JsonSpacing, depth: number): string {
  switch (node.kind) {
    case 'scalar':
      return node.source
    case 'array':
      return bracketed(
        '[',
        ']',
        node.items.map((item) => print(item, spacing, depth + 1)),
        { spacing, depth }
      )
    case 'object': {
      const members = node.members.map(({ key, value }) => key + spacing.colon + print(value, spacing, depth + 1))
      return bracketed('{', '}', members, { spacing, depth })
    }
  }
}

interface Position {
  readonly spacing: JsonSpacing
  readonly depth: number
}

function bracketed(open: string, close: string, parts: readonly string[], { spacing, depth }: Position): string {
  const { comma, indent } = spacing
  if (parts.length === 0) return open + close
  if (indent === undefined) return open + parts.join(comma) + close
  const line = `\n${indent.repeat(depth + 1)}`
  return `${open}${line}${parts.join(`${comma.trimEnd()}${line}`)}\n${indent.repeat(depth)}${close}`
}

function spacingOf(original: Uint8Array): JsonSpacing {
  const start = Buffer.from(original.subarray(0, 4096)).toString('latin1')
  const indent = /^[[{]\r?\n([ \t]+)/.exec(start)?.[1]
  if (indent !== undefined) return { comma: ',', colon: ': ', indent }
  return /":\s/.test(start) ? { comma: ', ', colon: ': ' } : { comma: ',', colon: ':' }
}
