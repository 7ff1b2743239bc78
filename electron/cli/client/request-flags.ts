/** The parts of a request that flags give: method, path, headers, body. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { HeaderPair } from '../../contract/index.ts'
import { AppError, errorMessage } from '../../core/errors.ts'
import { UsageError } from '../verb.ts'

export const requestFlags = {
  method: { type: 'string' },
  path: { type: 'string' },
  header: { type: 'string', multiple: true },
  body: { type: 'string' }
} as const

/** The bytes of a file, or of standard input for `-`. Errors: BAD_REQUEST when it can't be read. */
export async function readBody(source: string): Promise<Uint8Array> {
  if (source === '-') return buffer(process.stdin)
  try {
    return await readFile(resolve(source))
  } catch (error) {
    throw new AppError('BAD_REQUEST', `--body ${source}: the file can't be read: ${errorMessage(error)}. Check the path.`, error)
  }
}

/** `Name: value`, as cURL takes them. Errors: throws a UsageError for a line without a colon or with a name that is none. */
export function readHeaders(lines: readonly string[]): HeaderPair[] {
  return lines.map((line) => {
    const [, name = '', value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/.exec(line) ?? []
    if (name === '') throw new UsageError(`--header takes 'Name: value', not "${line}".`)
    return [name, value.trim()]
  })
}
