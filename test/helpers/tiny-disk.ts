/** A real file system of a few megabytes (a mounted tmpfs), where this user may mount one. */
import { execFileSync } from 'node:child_process'
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts'

/** Nothing where none may be mounted. */
export async function tinyDisk(megabytes: number): Promise<TemporaryFolder | undefined> {
  const folder = await temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder.path], { stdio: 'ignore' })
  } catch {
    await folder[Symbol.asyncDispose]()
    return undefined
  }
  return {
    path: folder.path,
    async [Symbol.asyncDispose]() {
      execFileSync('umount', ['-l', folder.path], { stdio: 'ignore' })
      await folder[Symbol.asyncDispose]()
    }
  }
}

export async function canMountTinyDisk(): Promise<boolean> {
  await using disk = await tinyDisk(1)
  return disk !== undefined
}
