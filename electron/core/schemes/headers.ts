/** Looking up headers in ordered pairs, without regard to case and without losing repeats. */
import type { HeaderPair } from '../../contract/index.ts'

/** Every value of a header, in the order they came. */
export function headerValues(headers: readonly HeaderPair[], name: string): string[] {
  const values: string[] = []
  for (const [candidate, value] of headers) {
    if (isNamed(candidate, name)) values.push(value)
  }
  return values
}

/** The first value of a header. */
export function headerValue(headers: readonly HeaderPair[], name: string): string | undefined {
  return headers.find(([candidate]) => isNamed(candidate, name))?.[1]
}

/** Whether a header came at all, even empty. */
export function hasHeader(headers: readonly HeaderPair[], name: string): boolean {
  return headers.some(([candidate]) => isNamed(candidate, name))
}

/** `headers` with each of `replacements` in place of every header of the same name; the rest keeps its order. */
export function replaceHeaders(headers: readonly HeaderPair[], replacements: readonly HeaderPair[]): HeaderPair[] {
  const kept = headers.filter(([name]) => !hasHeader(replacements, name))
  return [...kept, ...replacements]
}

function isNamed(candidate: string, name: string): boolean {
  return candidate.length === name.length && candidate.toLowerCase() === name.toLowerCase()
}
