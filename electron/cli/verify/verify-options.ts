/** The flags of `hooklab verify`, read and checked before anything is opened. */
import { findScheme, schemes } from '../../core/schemes/registry.ts'
import { readFlags } from '../flags.ts'
import { readSecretArgument } from '../serve/secret-argument.ts'
import { UsageError } from '../verb.ts'

const flags = {
  provider: { type: 'string' },
  secret: { type: 'string' },
  explain: { type: 'boolean' }
} as const

export interface VerifyOptions {
  /** A path, or `-` for standard input. */
  readonly source: string
  /** For requests that name none. */
  readonly provider?: string
  readonly secret?: string
  readonly explains: boolean
}

/** Errors: throws a UsageError that says what is allowed, or the AppError of a secret that cannot be read. */
export async function readVerifyOptions(args: readonly string[]): Promise<VerifyOptions> {
  const { values, positionals } = readFlags(args, flags, 'FILE or -')
  const { provider, secret } = values
  if (provider !== undefined && findScheme(provider) === undefined) throw new UsageError(unknownProvider(provider))
  return {
    source: chooseSource(positionals),
    ...(provider === undefined ? {} : { provider }),
    ...(secret === undefined ? {} : { secret: await readSecretArgument(secret) }),
    explains: values.explain === true
  }
}

export function unknownProvider(id: string): string {
  return `there is no provider "${id}". Providers: ${schemes.map((scheme) => scheme.id).join(', ')}.`
}

function chooseSource([source, ...more]: readonly string[]): string {
  if (more.length > 0) throw new UsageError('give one file; to check several, send them to standard input: cat *.jsonl | hooklab verify -')
  if (source !== undefined && source !== '') return source
  // Nobody types requests by hand: without a file, something must come through a pipe.
  if (process.stdin.isTTY) throw new UsageError('give a file with requests, or - to read standard input.')
  return '-'
}
