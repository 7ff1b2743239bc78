/**
 * Makes a program end with Hooklab, however that ends: a tunnel that outlived it would lead to whatever listens on its port next.
 * Windows does it by itself: what is not started detached is in a job that ends with its maker. Elsewhere a shell waits beside the
 * program for the end of a pipe that only Hooklab holds, and then kills the program; the program itself takes the place of the
 * first shell, so that its process id, signals and exit code are its own.
 * Source: libuv, src/win/process.c, uv__init_global_job_handle; POSIX, Shell Command Language, 2.9.3 and 2.14 exec.
 */
import type { ChildProcess, StdioOptions } from 'node:child_process'
import type { Writable } from 'node:stream'

export interface LeashedProgram {
  readonly path: string
  readonly args: readonly string[]
  readonly stdio: StdioOptions
}

/** A line means that the program is gone: nothing is to be killed, and its process id may be another's by now. */
const script = '(read -r line || kill -9 $$) <&3 3<&- >/dev/null 2>&1 & exec 3<&-; exec "$@"'

const streams = ['pipe', 'pipe', 'pipe'] as const

/** What to start in the program's stead. */
export function leash(path: string, args: readonly string[]): LeashedProgram {
  if (process.platform === 'win32') return { path, args, stdio: [...streams] }
  return { path: '/bin/sh', args: ['-c', script, 'hooklab-leash', path, ...args], stdio: [...streams, 'pipe'] }
}

/** Lets go of a program that is gone. */
export function unleash(child: ChildProcess): void {
  // The fourth stream is the one that `leash` asked for; Node makes it one that can be written to.
  const line = child.stdio[3] as Writable | null | undefined
  line?.end('gone\n')
}
