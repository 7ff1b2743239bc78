/** Where the running Hooklab is controlled: named by flag or variable, or found by the file that it keeps in its data folder. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError } from '../../core/errors.ts'
import { readInstanceFile } from '../../host/instance-file.ts'
import { defaultDataFolder } from '../serve/data-folder.ts'
import { readSecretArgument } from '../serve/secret-argument.ts'
import { UsageError } from '../verb.ts'

export interface ControlWishes {
  readonly control?: string | undefined
  /** `env:NAME`, `file:PATH`, or the value itself. */
  readonly token?: string | undefined
  readonly data?: string | undefined
}

export interface Control {
  /** Without a trailing slash. */
  readonly url: string
  readonly token: string
}

/** `folder` is the data folder whose file says so; nothing when the user named it. */
export interface Candidate extends Control {
  readonly folder?: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where to ask, the likeliest first. A file whose process is gone is no candidate.
 * Errors: throws a UsageError for flags that do not go together; NOT_FOUND when there is nothing to ask.
 */
export async function findControl(wishes: ControlWishes, env: Environment = process.env): Promise<readonly Candidate[]> {
  const named = wishes.control ?? env['HOOKLAB_CONTROL']
  if (named !== undefined) return [{ url: readControlUrl(named), token: await readToken(wishes.token, env) }]
  if (wishes.token !== undefined) throw new UsageError('--token needs --control, the address that it is for.')
  const folders = wishes.data === undefined ? usualFolders(env) : [resolve(wishes.data)]
  const candidates: Candidate[] = []
  const refused: string[] = []
  for (const folder of folders) {
    const found = await readInstanceFile(folder)
    if (found.kind === 'refused') refused.push(found.reason)
    if (found.kind !== 'found' || !isAlive(found.instance.pid)) continue
    candidates.push({ url: found.instance.control, token: found.instance.token, folder })
  }
  if (candidates.length > 0) return candidates
  throw nothingRuns(folders, refused)
}

/** What to say when nothing answers. */
export function nothingRuns(folders: readonly string[], refused: readonly string[] = []): AppError {
  const why = refused.length === 0 ? '' : ` ${refused.join('; ')}, so it was not used.`
  return new AppError(
    'NOT_FOUND',
    `no running Hooklab was found for ${folders.join(' or ')}.${why} Start one with "hooklab serve", or name one: --data DIR, or --control URL --token TOKEN.`
  )
}

function readControlUrl(text: string): string {
  const url = URL.parse(text)
  const isLoopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url === null || url.protocol !== 'http:' || !isLoopback)
    throw new UsageError(`--control takes the address that "hooklab serve" printed, such as http://127.0.0.1:4040, not "${text}".`)
  return url.origin
}

async function readToken(flag: string | undefined, env: Environment): Promise<string> {
  const token = flag === undefined ? env['HOOKLAB_TOKEN'] : await readSecretArgument(flag, env, '--token')
  if (token === undefined || token === '')
    throw new UsageError('--control needs --token (env:NAME, file:PATH or the value), or HOOKLAB_TOKEN.')
  return token
}

/** Where `hooklab serve` keeps its data, and where the desktop does. */
function usualFolders(env: Environment, platform = process.platform, home = homedir()): string[] {
  const desktop =
    platform === 'darwin'
      ? join(home, 'Library', 'Application Support')
      : platform === 'win32'
        ? (env['APPDATA'] ?? join(home, 'AppData', 'Roaming'))
        : configFolder(env, home)
  return [defaultDataFolder({ platform, env, home }), join(desktop, 'hooklab', 'data')]
}

/** By the XDG rules a relative path counts as not set, and so does an empty one. */
function configFolder(env: Environment, home: string): string {
  const folder = env['XDG_CONFIG_HOME']
  return folder?.startsWith('/') === true ? folder : join(home, '.config')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
