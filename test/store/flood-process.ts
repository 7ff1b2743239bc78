/** A process that stores deliveries as fast as it can and says of each one when it is stored. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { withDeadline } from '../helpers/deadline.ts'

export interface StoredLine {
  readonly id: string
  readonly sha256: string
}

export interface Flood extends AsyncDisposable {
  readonly process: ChildProcess
  /** Every delivery it has reported so far. */
  readonly lines: readonly StoredLine[]
  /** Resolves when it has reported so many. */
  readonly stored: (count: number) => Promise<void>
}

export function startFlood(folder: string): Flood {
  const child = spawn(process.execPath, [fileURLToPath(new URL('flood.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const lines: StoredLine[] = []
  let watch = (): void => undefined
  createInterface({ input: child.stdout }).on('line', (line) => {
    // A line that the kill cut off says nothing.
    const [id, sha256] = line.split(' ')
    if (id !== undefined && sha256?.length === 64) lines.push({ id, sha256 })
    watch()
  })
  return {
    process: child,
    lines,
    stored(count) {
      const enough = new Promise<void>((resolve) => {
        watch = () => {
          if (lines.length >= count) resolve()
        }
        watch()
      })
      return withDeadline(enough, 25_000, `only ${lines.length} deliveries were stored`)
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
  }
}
