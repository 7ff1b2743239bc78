/**
 * The file that tells programs of the same user where a running Hooklab is controlled: `instance.json` in the data folder, readable
 * by the user alone, removed at the end. After a crash it is left behind, so whoever reads it asks before believing it.
 */
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorMessage } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { ControlServer } from './control-server.ts'

const instanceSchema = z.object({
  pid: z.number().int().positive(),
  /** Loopback alone: the token must not leave the machine. */
  control: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/),
  token: z.string().min(1).max(256),
  version: z.string(),
  /** Epoch ms. */
  startedAt: z.number()
})

export type Instance = z.infer<typeof instanceSchema>

export type InstanceFile =
  | { readonly kind: 'found'; readonly instance: Instance }
  | { readonly kind: 'none' }
  /** It is there and must not be believed. */
  | { readonly kind: 'refused'; readonly reason: string }

export interface AnnouncedRun {
  readonly control: Pick<ControlServer, 'url' | 'token'>
  readonly version: string
  readonly log: Log
}

/**
 * Lets other programs of the user find this run; resolves with what takes it back. Errors: never rejects. Without the file they have to
 * be told, and nothing else depends on it.
 */
export async function announceRun(dataFolder: string, { control, version, log }: AnnouncedRun): Promise<() => Promise<void>> {
  try {
    const { url, token } = control
    return await writeInstanceFile(dataFolder, { pid: process.pid, control: url, token, version, startedAt: Date.now() })
  } catch (error) {
    log.warn('instance_file.not_written', { message: errorMessage(error) })
    return () => Promise.resolve()
  }
}

/** Resolves with a function that removes it, if it is still this one. Errors: rejects when the folder can't be written. */
export async function writeInstanceFile(folder: string, instance: Instance): Promise<() => Promise<void>> {
  const path = pathIn(folder)
  const fresh = `${path}.${instance.pid}`
  await rm(fresh, { force: true })
  // A new file, as the rights of one that is there would stay.
  await writeFile(fresh, `${JSON.stringify(instance)}\n`, { mode: 0o600, flag: 'wx' })
  await rename(fresh, path)
  return async () => {
    const found = await readInstanceFile(folder)
    if (found.kind === 'found' && found.instance.token === instance.token) await rm(path, { force: true })
  }
}

/** What stands in the file; whether it still holds is the caller's to ask. Errors: never rejects. */
export async function readInstanceFile(folder: string): Promise<InstanceFile> {
  const path = pathIn(folder)
  try {
    const { mode, uid } = await stat(path)
    const user = process.getuid?.()
    if (user !== undefined && (uid !== user || (mode & 0o077) !== 0))
      return { kind: 'refused', reason: `${path} belongs to somebody else, or others may read it` }
    const parsed = instanceSchema.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? { kind: 'found', instance: parsed.data } : { kind: 'refused', reason: `${path} is not what Hooklab writes` }
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return isGone ? { kind: 'none' } : { kind: 'refused', reason: `${path} can't be read` }
  }
}

function pathIn(folder: string): string {
  return join(folder, 'instance.json')
}
