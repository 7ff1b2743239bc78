/** Ways in which a body is changed between signing and verifying. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import type { HeaderPair } from '../../../contract/index.ts'
import { headerValue } from '../headers.ts'
import { escapeUnicode, mapStrings, restyle, unescapeUnicode, type JsonStyle } from './json-text.ts'
import type { Variant } from './variant.ts'

/** Longer bodies are not written anew: it would take longer than the developer waits. */
const restyleUpToBytes = 2_097_152
const decompressUpToBytes = 16_777_216

/** Bodies that the sender may have signed instead, the likeliest first. Made one by one, as most are never needed. */
export function* bodyVariants(body: Uint8Array, headers: readonly HeaderPair[]): Generator<Variant<Uint8Array>> {
  yield* lineEndings(body)
  yield* encodings(body, headers)
  if (body.byteLength <= restyleUpToBytes) yield* rewritten(body)
  yield {
    value: new Uint8Array(0),
    cause: 'body_empty',
    sentence: 'The signature is over an empty body: the sender signed before it had the body, or a middleware had already read it.',
    remedy: 'Sign the bytes that are sent, after they are final.'
  }
}

const unchanged = 'Verify the bytes as they came, before anything parses, prints or trims them.'

function* lineEndings(body: Uint8Array): Generator<Variant<Uint8Array>> {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const added = (ending: string): Buffer => Buffer.concat([text, Buffer.from(ending)])
  const lost = 'A line break at the end of the body was removed after it had been signed.'
  yield { value: added('\n'), cause: 'body_newline_removed', sentence: lost, remedy: unchanged }
  yield { value: added('\r\n'), cause: 'body_newline_removed', sentence: lost, remedy: unchanged }
  const ended = /\s+$/.exec(text.subarray(-64).toString('latin1'))?.[0].length ?? 0
  if (ended > 0) {
    const sentence = 'White space at the end of the body was added after it had been signed.'
    for (let cut = 1; cut <= ended; cut += 1)
      yield { value: body.subarray(0, body.byteLength - cut), cause: 'body_newline_added', sentence, remedy: unchanged }
  }
  const latin = text.toString('latin1')
  if (latin.includes('\r\n')) {
    yield {
      value: Buffer.from(latin.replaceAll('\r\n', '\n'), 'latin1'),
      cause: 'body_crlf',
      sentence: 'Line endings were turned from LF into CRLF after the body had been signed.',
      remedy: unchanged
    }
  }
  if (/(^|[^\r])\n/.test(latin)) {
    yield {
      value: Buffer.from(latin.replaceAll(/\r?\n/g, '\r\n'), 'latin1'),
      cause: 'body_crlf',
      sentence: 'Line endings were turned from CRLF into LF after the body had been signed.',
      remedy: unchanged
    }
  }
}

function* encodings(body: Uint8Array, headers: readonly HeaderPair[]): Generator<Variant<Uint8Array>> {
  const bom = Buffer.from([0xef, 0xbb, 0xbf])
  const hasBom = bom.equals(body.subarray(0, 3))
  yield {
    value: hasBom ? body.subarray(3) : Buffer.concat([bom, body]),
    cause: 'body_bom',
    sentence: hasBom
      ? 'A byte order mark was put before the body after it had been signed.'
      : 'The byte order mark at the start of the body was removed after it had been signed.',
    remedy: unchanged
  }
  const plain = decompress(body, headerValue(headers, 'content-encoding'))
  if (plain !== undefined) {
    yield {
      value: plain,
      cause: 'body_compressed',
      sentence: 'The body was signed before it was compressed.',
      remedy: 'Decompress the body first, then verify it; or let the sender sign what it sends.'
    }
  }
  const twice = Buffer.from(Buffer.from(body).toString('utf8'), 'latin1')
  yield {
    value: twice,
    cause: 'body_charset',
    sentence: 'The body was signed as Latin-1 and sent as UTF-8.',
    remedy: 'Sign the bytes that are sent.'
  }
  yield {
    value: Buffer.from(Buffer.from(body).toString('latin1'), 'utf8'),
    cause: 'body_charset',
    sentence: 'The body was turned from UTF-8 into UTF-8 once more when it was signed.',
    remedy: 'Sign the bytes that are sent, not a text made of them.'
  }
}

function decompress(body: Uint8Array, encoding: string | undefined): Uint8Array | undefined {
  const options = { maxOutputLength: decompressUpToBytes }
  try {
    if (encoding === 'gzip' || (body[0] === 0x1f && body[1] === 0x8b)) return gunzipSync(body, options)
    if (encoding === 'deflate') return inflateSync(body, options)
    if (encoding === 'br') return brotliDecompressSync(body, options)
  } catch {
    // Not what the header says, or far larger than it looks: then this was not the cause.
  }
  return undefined
}

interface Spacing extends JsonStyle {
  readonly cause: string
  readonly sentence: string
}

const spacings: readonly (Spacing | undefined)[] = [
  undefined,
  {
    comma: ',',
    colon: ':',
    cause: 'body_indented',
    sentence: 'The body was signed as minified JSON and written anew with white space on the way.'
  },
  {
    comma: ', ',
    colon: ': ',
    cause: 'body_minified',
    sentence: 'The body was signed as JSON with spaces after commas and colons (as Python prints it), which were removed on the way.'
  },
  {
    comma: ',',
    colon: ': ',
    indent: '  ',
    cause: 'body_minified',
    sentence: 'The body was signed as JSON indented by two spaces, which were removed or changed on the way.'
  },
  {
    comma: ',',
    colon: ': ',
    indent: '    ',
    cause: 'body_minified',
    sentence: 'The body was signed as JSON indented by four spaces, which were removed or changed on the way.'
  },
  {
    comma: ',',
    colon: ': ',
    indent: '\t',
    cause: 'body_minified',
    sentence: 'The body was signed as JSON indented by tabs, which were removed or changed on the way.'
  }
]

interface Writing {
  readonly cause: string
  readonly sentence: string
  readonly change: (inside: string) => string
}

const writings: readonly (Writing | undefined)[] = [
  undefined,
  {
    cause: 'body_unicode',
    sentence: 'The body was signed with characters outside ASCII written as \\u escapes, which were turned into the characters themselves.',
    change: (inside) => escapeUnicode(inside, false)
  },
  {
    cause: 'body_unicode',
    sentence: 'The body was signed with characters outside ASCII written as \\u escapes, which were turned into the characters themselves.',
    change: (inside) => escapeUnicode(inside, true)
  },
  {
    cause: 'body_unicode',
    sentence: 'The body was signed with the characters themselves, which were turned into \\u escapes on the way.',
    change: unescapeUnicode
  },
  {
    cause: 'body_slashes',
    sentence: 'The body was signed with “/” written as “\\/”, which was undone on the way.',
    change: (inside) => inside.replaceAll(/(?<!\\)\//g, '\\/')
  },
  {
    cause: 'body_slashes',
    sentence: 'The body was signed with plain “/”, which was turned into “\\/” on the way.',
    change: (inside) => inside.replaceAll('\\/', '/')
  },
  {
    cause: 'body_unicode',
    sentence: 'The body was signed with \\u escapes and “\\/” as PHP and Meta print them, which were undone on the way.',
    change: (inside) => escapeUnicode(inside.replaceAll(/(?<!\\)\//g, '\\/'), false)
  }
]

function* rewritten(body: Uint8Array): Generator<Variant<Uint8Array>> {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return
  const tried = new Set([text])
  for (const source of sources(text, value)) {
    for (const writing of writings) {
      for (const spacing of spacings) {
        const written = writing === undefined ? source.text : mapStrings(source.text, writing.change)
        const result = spacing === undefined ? written : restyle(written, spacing)
        if (result === undefined || tried.has(result)) continue
        tried.add(result)
        yield { value: Buffer.from(result), remedy: unchanged, ...meaningOf(source, writing, spacing) }
      }
    }
  }
}

interface Source {
  readonly text: string
  readonly cause?: string
  readonly sentence?: string
}

function* sources(text: string, value: object): Generator<Source> {
  yield { text }
  yield {
    text: JSON.stringify(value),
    cause: 'body_reprinted',
    sentence: 'The body was signed as parsed and printed again, which also changes how numbers are written.'
  }
  yield {
    text: JSON.stringify(sortKeys(value)),
    cause: 'body_sorted',
    sentence: 'The body was signed with its keys sorted, and sent in another order.'
  }
}

/** The plainest word for what differs: order before numbers before escapes before spacing. */
function meaningOf(source: Source, writing: Writing | undefined, spacing: Spacing | undefined): { cause: string; sentence: string } {
  const parts = [source.cause === 'body_sorted' ? source : undefined, writing, spacing, source].filter(
    (part) => part?.cause !== undefined && part.sentence !== undefined
  )
  const first = parts[0]
  return {
    cause: first?.cause ?? 'body_reprinted',
    sentence: first?.sentence ?? 'The body was parsed and printed again after it had been signed.'
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // No JSON, so it was not written anew either.
  }
}
