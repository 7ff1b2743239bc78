/** Runs a program without a shell, reads what it prints line by line, and ends it surely. */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Clock } from '../../clock.ts'
import { leash, unleash } from './leash.ts'

export interface ProgramOptions {
  /** An absolute path. */
  readonly path: string
  readonly args: readonly string[]
  /** Laid over the environment that is passed on; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** The folder that it runs in; Hooklab's own when left out. */
  readonly cwd?: string
  readonly clock: Clock
  /** Called with each line of either stream, without its end, cut at 4096 characters, without colours. */
  readonly onLine: (line: string) => void
  /** Called once, whatever ended it. `detail` says how in a few words. */
  readonly onExit: (detail: string) => void
}

export interface RunningProgram {
  /** Asks it to end, and after a moment makes it. Resolves when it is gone. Never rejects. */
  end(): Promise<void>
}

/** From the polite signal to the other one. */
const patienceMs = 1_500
const longestLine = 4_096
/** Secrets and settings of Hooklab itself are nobody else's; TUNNEL_… would steer cloudflared past what was chosen. */
const keptBack = /^(HOOKLAB_|TUNNEL_(?!ORIGIN_CERT$)|NGROK_)/

/** Starts it; it ends with Hooklab at the latest, however that ends. A program that can't be started exits at once, with the reason as its detail. */
export function runProgram(options: ProgramOptions): RunningProgram {
  const { path, args, stdio } = leash(options.path, options.args)
  const child = spawn(path, [...args], {
    shell: false,
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    windowsHide: true,
    stdio,
    env: { ...passedOn(process.env), ...options.env }
  })
  let gone = false
  let whenGone: () => void = () => {}
  const exited = new Promise<void>((resolve) => (whenGone = resolve))
  const killAtExit = (): void => void child.kill('SIGKILL')
  const over = (detail: string): void => {
    if (gone) return
    gone = true
    process.removeListener('exit', killAtExit)
    whenGone()
    options.onExit(detail)
  }
  process.once('exit', killAtExit)
  child.once('error', (error) => over(error.message))
  // `close` comes after the last line; `exit` may come before it.
  child.once('close', (code, signal) => over(signal === null ? `it ended with code ${code ?? 0}` : `it was ended by ${signal}`))
  child.once('exit', () => unleash(child))
  for (const stream of [child.stdin, child.stdio[3]]) stream?.on('error', () => {})
  readLines(child, options.onLine)
  return {
    async end() {
      if (gone) return
      child.kill('SIGTERM')
      const cancel = options.clock.after(patienceMs, () => {
        child.kill('SIGKILL')
        // A grandchild may hold the streams open; the program itself is gone then.
        child.once('exit', () => over('it was ended'))
        if (child.exitCode !== null || child.signalCode !== null) over('it was ended')
      })
      await exited
      cancel()
    }
  }
}

function passedOn(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !keptBack.test(name)))
}

function readLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream?.setEncoding('utf8')
    stream?.on('data', (text: string) => {
      const lines = (rest + text).split(/\r\n|[\r\n]/)
      rest = (lines.pop() ?? '').slice(0, longestLine)
      for (const line of lines) onLine(withoutColours(line.slice(0, longestLine)))
    })
    stream?.on('end', () => {
      if (rest !== '') onLine(withoutColours(rest))
    })
  }
}

function withoutColours(line: string): string {
  // oxlint-disable-next-line no-control-regex
  return line.replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/g, '')
}
