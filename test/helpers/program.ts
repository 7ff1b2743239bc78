/** Programs of the system that tests speak through: found, or installed where the system is one that can. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Debian's package of each. */
const packages = { curl: 'curl', python3: 'python3' } as const

export type Program = keyof typeof packages

const installDeadlineMs = 180_000

/** Errors: throws with what to install when it is missing and can't be installed; a test never goes on without. */
export function provideProgram(program: Program): void {
  if (starts(program)) return
  install(packages[program])
  if (!starts(program))
    throw new Error(`This test needs ${program}, and it could not be installed. Debian: apt-get install ${packages[program]}`)
}

/** The path of a Python that has Flask. Errors: as of `provideProgram`. */
export function provideFlask(): string {
  const hasFlask = (python: string): boolean => spawnSync(python, ['-c', 'import flask'], { stdio: 'ignore', timeout: 30_000 }).status === 0
  const pythons = ['/usr/bin/python3', 'python3']
  const found = pythons.find(hasFlask)
  if (found !== undefined) return found
  install('python3-flask')
  const installed = pythons.find(hasFlask)
  if (installed !== undefined) return installed
  throw new Error('This test needs Flask, and it could not be installed. Debian: apt-get install python3-flask')
}

/** The path of OpenSSH's server. Errors: as of `provideProgram`. */
export function provideSshd(): string {
  const path = '/usr/sbin/sshd'
  if (!existsSync(path)) install('openssh-server')
  if (existsSync(path)) return path
  throw new Error('This test needs sshd, and it could not be installed. Debian: apt-get install openssh-server')
}

/** Runs it to its end, whatever its exit code. Errors: rejects when it does not start or takes longer than `timeoutMs`. */
export function runProgram(program: Program, args: readonly string[], { timeoutMs = 30_000 } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code
      if (typeof code === 'number') resolve({ code, stdout, stderr })
      else reject(new Error(`${program} did not end by itself: ${error?.message ?? 'no reason given'}`))
    })
  })
}

function install(debianPackage: string): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, timeout: installDeadlineMs })
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], { env, timeout: installDeadlineMs })
}

function starts(program: Program): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 10_000 }).status === 0
}
