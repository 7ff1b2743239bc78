/** The machine's own Node, where it is older than the pinned one: what a user without a new Node has. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A path, or nothing when the machine has no older Node. */
export function findOldNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  return ['/usr/local/bin', '/usr/bin', ...folders].map((folder) => join(folder, 'node')).find((path) => existsSync(path) && isOld(path))
}

function isOld(path: string): boolean {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 })
  const major = Number(/^v(\d+)/.exec(stdout)?.[1])
  return major >= 20 && major < 24
}
