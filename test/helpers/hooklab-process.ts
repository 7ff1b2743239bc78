/**
 * A built Hooklab as a child process, as a user would run it: `out/main/cli.js serve --json`.
 *
 *     await using hooklab = await startHooklab()
 *     await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: '{"event":"test"}' })
 *     const { items } = await hooklab.api('/deliveries').then((response) => response.json())
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './build.ts'
import { withDeadline } from './deadline.ts'
import { LineQueue } from './line-queue.ts'

/** `HOOKLAB_CLI` names another build, a packed one for example. */
export const builtCli = process.env['HOOKLAB_CLI'] ?? fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

export interface HooklabOptions {
  /** Added after the usual flags, which they override. */
  readonly args?: readonly string[]
  /** Kept after the end when given, else a fresh one that is removed. */
  readonly dataFolder?: string
  readonly env?: Readonly<Record<string, string>>
  readonly readyDeadlineMs?: number
}

export interface HooklabExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface HooklabProcess extends AsyncDisposable {
  readonly pid: number
  readonly dataFolder: string
  /** Without a trailing slash, as the two below. */
  readonly listenerUrl: string
  readonly controlUrl: string
  readonly token: string
  /** What a user opens: the interface with the token in its fragment. */
  readonly interfaceUrl: string
  /** The first line of standard output, parsed. */
  readonly ready: Readonly<Record<string, unknown>>
  /** Lines of standard output after the first, as they come; `next(deadlineMs)` rejects when none comes in time. */
  readonly lines: LineQueue
  /** Everything written to standard error so far. */
  stderr(): string
  /** Calls `/api${path}` with the token; a body that is not text is sent as JSON. */
  api(path: string, init?: ApiInit): Promise<Response>
  /** Ends it as a user would (SIGTERM) and answers how it ended. */
  stop(signal?: NodeJS.Signals): Promise<HooklabExit>
  kill9(): Promise<HooklabExit>
  /** Resolves when it has ended, by whatever cause. */
  readonly exited: Promise<HooklabExit>
}

export type ApiInit = Omit<RequestInit, 'body'> & { readonly body?: unknown }

/** Starts it and waits for the ready line. Errors: rejects with what it wrote when it ends or stays silent instead. */
export async function startHooklab(options: HooklabOptions = {}): Promise<HooklabProcess> {
  await ensureBuilt()
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'hooklab-test-')))
  const usual = ['serve', '--json', '--port', '0', '--control-port', '0', '--no-open', '--data', dataFolder]
  const child = spawn(process.execPath, [builtCli, ...usual, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env }
  })
  const exited = once(child, 'close').then(([code, signal]): HooklabExit => ({ code, signal }))
  const lines = new LineQueue(createInterface({ input: child.stdout }))
  const stderr = collectText(child.stderr)
  const finish = async (signal: NodeJS.Signals): Promise<HooklabExit> => {
    child.kill(signal)
    return withDeadline(exited, 15_000, `Hooklab did not end after ${signal}.`).catch((error: unknown) => {
      child.kill('SIGKILL')
      throw error
    })
  }
  try {
    const ready = await firstLine(child, lines, stderr, options.readyDeadlineMs ?? 20_000)
    return describe({ child, dataFolder, ownsFolder: options.dataFolder === undefined, ready, lines, stderr, exited, finish })
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

interface Started {
  readonly child: Child
  readonly dataFolder: string
  readonly ownsFolder: boolean
  readonly ready: Readonly<Record<string, unknown>>
  readonly lines: LineQueue
  readonly stderr: () => string
  readonly exited: Promise<HooklabExit>
  readonly finish: (signal: NodeJS.Signals) => Promise<HooklabExit>
}

type Child = ChildProcessByStdio<null, Readable, Readable>

function describe({ child, dataFolder, ownsFolder, ready, lines, stderr, exited, finish }: Started): HooklabProcess {
  const controlUrl = String(ready['control'])
  const token = String(ready['token'])
  return {
    pid: child.pid ?? 0,
    dataFolder,
    listenerUrl: String(ready['listener']),
    controlUrl,
    token,
    interfaceUrl: `${controlUrl}/#token=${token}`,
    ready,
    lines,
    stderr,
    exited,
    api: (path, init = {}) => callApi(`${controlUrl}/api${path}`, token, init),
    stop: (signal = 'SIGTERM') => finish(signal),
    kill9: () => finish('SIGKILL'),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await finish('SIGTERM')
      if (ownsFolder) await rm(dataFolder, { recursive: true, force: true })
    }
  }
}

function callApi(url: string, token: string, { body, ...init }: ApiInit): Promise<Response> {
  const headers = new Headers(init.headers)
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${token}`)
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
  const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  return fetch(url, { signal: AbortSignal.timeout(30_000), ...init, headers, ...(sent === undefined ? {} : { body: sent }) })
}

async function firstLine(child: Child, lines: LineQueue, stderr: () => string, deadlineMs: number): Promise<Record<string, unknown>> {
  const line = await lines.next(deadlineMs).catch(() => undefined)
  if (line === undefined) throw new Error(`Hooklab was not ready within ${deadlineMs} ms (exit code ${child.exitCode}).\n${stderr()}`)
  const ready: Record<string, unknown> = JSON.parse(line)
  return ready
}

function collectText(stream: Readable): () => string {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return () => text
}
