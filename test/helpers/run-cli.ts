/** The built command, run to its end. */
import { execFile } from 'node:child_process'
import { ensureBuilt } from './build.ts'
import { builtCli } from './hooklab-process.ts'

export interface CliRun {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  /** Another Node than the pinned one. */
  readonly node?: string
  readonly cli?: string
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Standard input; without it, it is empty. */
  readonly input?: string
  readonly timeoutMs?: number
}

/** Never rejects for an exit code; a run that takes longer than its time (20 s) is killed and answers -1. */
export async function runCli(
  args: readonly string[],
  { node = process.execPath, cli = builtCli, env = {}, cwd, input = '', timeoutMs = 20_000 }: CliOptions = {}
): Promise<CliRun> {
  await ensureBuilt()
  const options = {
    env: { ...process.env, ...env },
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
    killSignal: 'SIGKILL' as const,
    ...(cwd === undefined ? {} : { cwd })
  }
  return new Promise((resolve) => {
    const child = execFile(node, [cli, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr })
    })
    // Whoever does not read its input may end before it is written.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}
