/** Where a program is that the developer has installed: given by its path, on the PATH, or where installers put it. */
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, isAbsolute, join, parse } from 'node:path'

/** A desktop app that was not started from a terminal has a bare PATH; these are looked at after it. */
const usualFolders: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'],
  linux: ['/usr/local/bin', '/usr/bin', '/snap/bin'],
  win32: [
    'C:\\Windows\\System32\\OpenSSH',
    'C:\\Program Files\\OpenSSH',
    'C:\\Program Files\\cloudflared',
    'C:\\Program Files (x86)\\cloudflared'
  ]
}

export type FoundProgram = { readonly path: string } | { readonly wrong: 'missing' | 'not_this_program' }

/**
 * Finds the program `name`. A path that was given must be absolute and lead to a program of that name: an option of a tunnel
 * must not be able to start anything else.
 * Errors: none thrown; `wrong` says why there is none.
 */
export async function findProgram(name: string, given: string | undefined): Promise<FoundProgram> {
  const path = (given ?? '').trim()
  if (path !== '') {
    if (!isAbsolute(path) || !parse(path).name.toLowerCase().startsWith(name)) return { wrong: 'not_this_program' }
    return (await canRun(path)) ? { path } : { wrong: 'missing' }
  }
  const file = process.platform === 'win32' ? `${name}.exe` : name
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...(usualFolders[process.platform] ?? [])]
  for (const folder of folders) {
    // A relative entry would run whatever lies in the folder that Hooklab happened to be started from.
    if (isAbsolute(folder) && (await canRun(join(folder, file)))) return { path: join(folder, file) }
  }
  return { wrong: 'missing' }
}

async function canRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false
  )
}
