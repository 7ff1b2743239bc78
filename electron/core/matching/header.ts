/** Looking into header pairs: names ignore case, values don't. */
import type { HeaderPair } from '../../contract/index.ts'
import { matchesGlob } from './glob.ts'

/**
 * Whether a header is there, with a value that matches the glob when one is given. Of a repeated header one line is enough.
 * @example matchesHeader([['X-Kind', 'a']], { name: 'x-kind', value: 'a*' }) // true
 */
export function matchesHeader(
  headers: readonly HeaderPair[],
  wanted: { readonly name: string; readonly value?: string | undefined }
): boolean {
  const name = wanted.name.toLowerCase()
  const { value } = wanted
  return headers.some((pair) => pair[0].toLowerCase() === name && (value === undefined || matchesGlob(value, pair[1].trim())))
}
