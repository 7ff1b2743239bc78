/** Running the command again under the Node that the package brings along. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const name = process.platform === 'win32' ? 'node.exe' : 'node'
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Answers the exit code of the command as the pinned Node ran it; 1 when there is no pinned Node. */
export function runInPinnedNode(neededMajor: number): Promise<number> {
  const pinned = fileURLToPath(new URL(`../../node_modules/node/bin/${name}`, import.meta.url))
  if (!existsSync(pinned)) {
    console.error(
      `hooklab: Node ${neededMajor} or newer is needed, and this is ${process.versions.node}. Install it from https://nodejs.org`
    )
    return Promise.resolve(1)
  }
  // The channel tells the child when this process is gone, by whatever cause.
  const child = spawn(pinned, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`hooklab: ${pinned} cannot be started: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
