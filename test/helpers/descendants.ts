/** Which processes a process has started, by what Linux tells of each. */
import { readdirSync, readFileSync } from 'node:fs'

/** Its children and theirs. */
export function descendantsOf(pid: number): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const own = processes.filter((name) => parentOf(name) === pid).map(Number)
  return own.flatMap((child) => [child, ...descendantsOf(child)])
}

/** Whether it runs; one that has ended and was not asked for its exit code does not. */
export function isRunning(pid: number): boolean {
  return !['', 'Z', 'X'].includes(statOf(String(pid)).state)
}

function parentOf(name: string): number {
  return statOf(name).parent
}

function statOf(name: string): { readonly state: string; readonly parent: number } {
  try {
    const [, state = '', parent = ''] = /\) (\S) (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? []
    return { state, parent: Number(parent) }
  } catch {
    return { state: '', parent: -1 } // It has ended meanwhile.
  }
}
