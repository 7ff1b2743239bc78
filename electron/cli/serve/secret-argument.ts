/** The value behind `env:NAME|file:PATH|VALUE` of `--secret` and `--token`. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError, errorMessage } from '../../core/errors.ts'

/** Errors: rejects with BAD_REQUEST when the variable is not set, the file cannot be read, or either is empty. */
export async function readSecretArgument(
  argument: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
  flag = '--secret'
): Promise<string> {
  if (argument.startsWith('env:')) {
    const name = argument.slice('env:'.length)
    const value = env[name] ?? ''
    if (value === '')
      throw new AppError('BAD_REQUEST', `${flag} ${argument}: the environment variable ${name} is not set. Set it, or give file:PATH.`)
    return value
  }
  if (argument.startsWith('file:')) return readSecretFile(argument, flag)
  return argument
}

async function readSecretFile(argument: string, flag: string): Promise<string> {
  const path = resolve(argument.slice('file:'.length))
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new AppError('BAD_REQUEST', `${flag} ${argument}: the file cannot be read: ${errorMessage(error)}. Check the path.`, error)
  })
  // Editors end a file with a newline that is no part of the secret.
  const value = text.replace(/\r?\n$/, '')
  if (value === '') throw new AppError('BAD_REQUEST', `${flag} ${argument}: the file is empty. Put the secret into it.`)
  return value
}
