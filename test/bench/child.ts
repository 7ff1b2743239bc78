/** Servers in processes of their own, so that each is measured alone. */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Served extends AsyncDisposable {
  readonly port: number
  readonly pid: number
}

/** Starts one of `servers/` and waits for its port. */
export async function serve(name: 'bare' | 'mockttp' | 'mockoon' | 'proxy', args: readonly string[] = []): Promise<Served> {
  const child = fork(new URL(`servers/${name}.ts`, import.meta.url), [...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [message] = (await once(child, 'message')) as [{ port: number }]
  return { port: message.port, pid: child.pid ?? 0, [Symbol.asyncDispose]: () => end(child, 'SIGKILL') }
}

export interface ServedHooklab extends Served {
  readonly startedMs: number
  readonly folder: string
  api<Answer>(path: string, init?: { readonly method?: string; readonly body?: unknown }): Promise<Answer>
}

const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

/** Starts the built Hooklab on a folder of its own, and measures from start to ready. */
export async function serveHooklab(args: readonly string[] = [], dataFolder?: string): Promise<ServedHooklab> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'hooklab-bench-')))
  const started = performance.now()
  const usual = ['serve', '--json', '--no-open', '--port', '0', '--control-port', '0', '--data', folder]
  const child = spawn(process.execPath, [cli, ...usual, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  const startedMs = performance.now() - started
  // Nobody reads on: the lines of deliveries would cost the sender's thread.
  lines.close()
  child.stdout.resume()
  const ready = JSON.parse(line) as { listener: string; control: string; token: string }
  return {
    port: Number(new URL(ready.listener).port),
    pid: child.pid ?? 0,
    startedMs,
    folder,
    async api<Answer>(path: string, init: { readonly method?: string; readonly body?: unknown } = {}): Promise<Answer> {
      const response = await fetch(`${ready.control}/api${path}`, {
        method: init.method ?? 'GET',
        headers: { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) })
      })
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
      // The bench reads what the contract promises.
      return (await response.json()) as Answer
    },
    async [Symbol.asyncDispose]() {
      await end(child, 'SIGTERM')
      if (dataFolder === undefined) await rm(folder, { recursive: true, force: true })
    }
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}
