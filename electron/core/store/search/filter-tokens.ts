/** Filter text cut into terms, in one pass and without regular expressions over the whole. */
import { AppError } from '../../errors.ts'

/** `-field:"value"`; a bare word has no field. Places count from 1, as people do. */
export interface FilterTerm {
  readonly negated: boolean
  readonly field?: string
  readonly value: string
  readonly at: number
  /** As it was typed, for messages. */
  readonly text: string
}

/** Errors: BAD_REQUEST for a quote that is not closed, and a minus with nothing behind it. */
export function splitFilter(text: string): FilterTerm[] {
  const terms: FilterTerm[] = []
  let index = 0
  while (index < text.length) {
    if (isSpace(text, index)) index++
    else {
      const { term, end } = readTerm(text, index)
      terms.push(term)
      index = end
    }
  }
  return terms
}

function readTerm(text: string, start: number): { term: FilterTerm; end: number } {
  const negated = text[start] === '-'
  const first = negated ? start + 1 : start
  if (first >= text.length || isSpace(text, first)) {
    throw badFilter(start, 'a minus stands alone. Put it right before what must not match, as in -type:ping; for a minus itself write "-"')
  }
  const field = readField(text, first)
  const valueStart = field === undefined ? first : first + field.length + 1
  const { value, end } = readValue(text, valueStart)
  const term = { negated, value, at: start + 1, text: text.slice(start, end) }
  return { term: field === undefined ? term : { ...term, field: field.toLowerCase() }, end }
}

/** The letters, digits, dots, hyphens and underscores before a colon. */
function readField(text: string, start: number): string | undefined {
  let index = start
  while (index < text.length && isFieldCharacter(text.charCodeAt(index))) index++
  return index > start && text[index] === ':' ? text.slice(start, index) : undefined
}

function readValue(text: string, start: number): { value: string; end: number } {
  if (text[start] === '"') return readQuoted(text, start)
  let end = start
  while (end < text.length && !isSpace(text, end)) end++
  return { value: text.slice(start, end), end }
}

/** Inside quotes a backslash makes the next quote or backslash a plain one. */
function readQuoted(text: string, start: number): { value: string; end: number } {
  let value = ''
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index]
    const next = text[index + 1]
    if (character === '\\' && (next === '"' || next === '\\')) {
      value += next
      index++
    } else if (character === '"') {
      if (next !== undefined && !isSpace(text, index + 1))
        throw badFilter(index + 1, `"${next}" follows a closing quote. Put a space between two conditions`)
      return { value, end: index + 1 }
    } else value += character
  }
  throw badFilter(start, 'a quote is opened and not closed. Close it with "; a quote inside is written \\"')
}

function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000
}

function isFieldCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 45 || code === 46 || code === 95
  )
}

/** `index` counts from 0. */
export function badFilter(index: number, problem: string): AppError {
  return new AppError('BAD_REQUEST', `The filter can't be read at character ${index + 1}: ${problem}.`)
}
