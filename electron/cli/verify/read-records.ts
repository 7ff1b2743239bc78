/**
 * The requests in a file or stream: JSON lines, read as they come, or one JSON array or object, read whole.
 * A line that is broken is one record with a problem; the others are read all the same.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { AppError, errorMessage } from '../../core/errors.ts'

/** Where a record stands: `line 3` of JSON lines, `item 3` of an array; both count from 1. */
export type Place = { readonly line: number } | { readonly item: number }

export type SourceRecord = { readonly place: Place } & ({ readonly value: unknown } | { readonly problem: string })

/** Errors: rejects with NOT_FOUND or FORBIDDEN when the file cannot be read. */
export async function* readRecords(source: string): AsyncGenerator<SourceRecord> {
  try {
    yield* readLines(source === '-' ? process.stdin : createReadStream(source))
  } catch (error) {
    if (!isSystemError(error)) throw error
    const code = error.code === 'ENOENT' ? 'NOT_FOUND' : 'FORBIDDEN'
    const name = source === '-' ? 'standard input' : source
    throw new AppError(code, `${name} can’t be read: ${errorMessage(error)}. Check the path and its rights.`, error)
  }
}

async function* readLines(stream: Readable): AsyncGenerator<SourceRecord> {
  let items = 0
  // What began on an earlier line and is not whole yet, as `jq` and editors write it.
  let open: { readonly line: number; readonly texts: string[] } | undefined
  for await (const { line, text } of numbered(stream)) {
    if (open === undefined && text.trim() === '') continue
    open?.texts.push(text)
    // A value over several lines ends at the margin, so it is parsed once and not line by line.
    if (open !== undefined && !/^[\]}]/.test(text)) continue
    const value = parse(open === undefined ? text : open.texts.join('\n'))
    if (Array.isArray(value)) for (const item of value) yield { place: { item: (items += 1) }, value: item }
    else if (value !== undefined) yield { place: { line: open?.line ?? line }, value }
    else if (open !== undefined) continue
    else if (/^\s*(\[|\{\s*$)/.test(text)) open = { line, texts: [text] }
    else yield { place: { line }, problem: 'this is no JSON; each line must be one JSON object.' }
    if (value !== undefined) open = undefined
  }
  if (open === undefined) return
  const whole = parse(open.texts.join('\n'))
  if (Array.isArray(whole)) for (const item of whole) yield { place: { item: (items += 1) }, value: item }
  else yield { place: { line: open.line }, problem: 'what begins here does not end as JSON. Give JSON lines, or one JSON array.' }
}

async function* numbered(stream: Readable): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  let line = 0
  let failed: Error | undefined
  stream.once('error', (error) => (failed = error))
  for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
    line += 1
    const clean = line === 1 ? text.replace(/^\uFEFF/, '') : text
    // `cat` joins files whose last line has no end: one array ends and the next begins on the same line.
    for (const part of clean.split(/^(\])(?=\s*\[)/).filter((one) => one !== '')) yield { line, text: part }
  }
  if (failed !== undefined) throw failed
}

/** Nothing when it is no JSON, which JSON itself cannot hold. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON: an answer, not an error.
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}
