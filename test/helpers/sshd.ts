/** OpenSSH's own server on loopback, on a port, a host key and a user key of a test's own. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { withDeadline } from './deadline.ts'
import { descendantsOf } from './descendants.ts'
import { freePort } from './odd-server.ts'
import { provideSshd } from './program.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface Sshd extends AsyncDisposable {
  readonly port: number
  readonly user: string
  /** A private key that signs in, and one that does not. */
  readonly identityFile: string
  readonly strangerFile: string
  /** The public host key, as a line of known_hosts has it after the name. */
  readonly hostKey: string
  /** Another host key from the next start on. */
  changeHostKey(type?: 'ed25519' | 'ecdsa'): void
  stop(): Promise<void>
  start(): Promise<void>
}

/** Starts it. `lines` are added to its configuration, `AllowTcpForwarding no` for example. */
export async function startSshd(...lines: readonly string[]): Promise<Sshd> {
  const path = provideSshd()
  const folder = await temporaryFolder()
  const file = (name: string): string => join(folder.path, name)
  const makeKey = (name: string, type = 'ed25519'): void => void execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', file(name)])
  for (const name of ['host', 'user', 'stranger']) makeKey(name)
  copyFileSync(file('user.pub'), file('authorized_keys'))
  // Without it sshd does not start as root.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true })
  const port = await freePort()
  const configuration = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${file('host')}`,
    `AuthorizedKeysFile ${file('authorized_keys')}`,
    `PidFile ${file('pid')}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin yes',
    ...lines
  ]
  writeFileSync(file('config'), `${configuration.join('\n')}\n`)
  let child: ChildProcess | undefined
  const sshd: Sshd = {
    port,
    user: userInfo().username,
    identityFile: file('user'),
    strangerFile: file('stranger'),
    hostKey: readFileSync(file('host.pub'), 'utf8').split(' ').slice(0, 2).join(' '),
    changeHostKey(type) {
      for (const name of ['host', 'host.pub']) rmSync(file(name))
      makeKey('host', type)
    },
    async stop() {
      if (child === undefined) return
      const exited = once(child, 'exit')
      // Connections are held by children in sessions of their own.
      for (const pid of [...descendantsOf(child.pid ?? 0), child.pid ?? 0]) killIfThere(pid)
      child = undefined
      await exited
    },
    async start() {
      const started = spawn(path, ['-D', '-e', '-f', file('config')], { stdio: ['ignore', 'ignore', 'pipe'] })
      child = started
      const listening = new Promise<void>((resolve) => {
        createInterface({ input: started.stderr }).on('line', (line) => line.includes('Server listening') && resolve())
      })
      await withDeadline(listening, 10_000, 'sshd did not listen.')
    },
    async [Symbol.asyncDispose]() {
      await sshd.stop()
      await folder[Symbol.asyncDispose]()
    }
  }
  await sshd.start()
  return sshd
}

/** A connection that has just closed ends its process by itself. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
