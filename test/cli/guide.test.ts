/**
 * The commands of the README, run by a shell as a reader would paste them, against `npm start` on port 5000.
 * Where another program has that port, curl is told to connect to ours instead: the commands stay as they are.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { withDeadline } from '../helpers/deadline.ts'
import { LineQueue } from '../helpers/line-queue.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { DISPLAY: _, WAYLAND_DISPLAY: __, ...headless } = process.env
const json = '-H "Content-Type: application/json"'
const sign = (secret: string) => `-H "X-Signature: $(printf '%s' "$BODY" | openssl dgst -sha256 -hmac ${secret} | sed 's/^.* //')"`
const now = '-H "X-Timestamp: $(date +%s)"'

let folder: string
let child: ChildProcess
let lines: LineQueue
let notice: string
let usualPortIsTaken: boolean
let port: number
let token: string
let control: string

beforeAll(async () => {
  await ensureBuilt()
  folder = await mkdtemp(join(tmpdir(), 'hooklab-guide-'))
  usualPortIsTaken = await answers(5000)
  const wanted = usualPortIsTaken ? ['--port', '0'] : []
  const script = join(root, '.ci/start.mjs')
  const started = spawn(process.execPath, [script, '--json', '--control-port', '0', '--data', folder, ...wanted], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: headless
  })
  child = started
  lines = new LineQueue(createInterface({ input: started.stdout }))
  notice = await lines.next(60_000)
  const ready = JSON.parse(await lines.next(30_000))
  port = Number(new URL(ready.listener).port)
  ;({ token, control } = ready)
  await writeFile(join(folder, '.curlrc'), `connect-to = "localhost:5000:127.0.0.1:${port}"\nsilent\nmax-time = 20\n`)
}, 120_000)

afterAll(async () => {
  child.kill('SIGTERM')
  await withDeadline(once(child, 'exit'), 15_000, 'npm start did not end.')
  await rm(folder, { recursive: true, force: true })
})

test('npm start without a display says so in one line, and listens on port 5000 when it is free', () => {
  expect(notice).toBe('There is no display here, so the interface is served to your browser.')
  expect(port === 5000).toBe(!usualPortIsTaken)
})

describe('the commands of the README', () => {
  for (const { command, status, body } of readmeCommands()) {
    test(`${command.split('\n').at(-1)?.trim()} answers ${status} ${body}`, async () => {
      expect(await curl(command)).toEqual({ status, body })
    })
  }

  test('are at least two', () => {
    expect(readmeCommands().length).toBeGreaterThanOrEqual(2)
  })
})

describe('without a secret', () => {
  test.each([
    ['an object', `${json} -d '{"event": "test", "data": "Hello, webhook!"}'`, 200, '{"message":"Webhook received"}'],
    ['fail_test', `${json} -d '{"event": "fail_test"}'`, 500, '{"error":"Simulated failure"}'],
    ['no body', json, 400, '{"error":"Invalid payload"}'],
    ['an empty body', `${json} -d ''`, 400, '{"error":"Invalid payload"}'],
    ['an empty object', `${json} -d '{}'`, 400, '{"error":"Invalid payload"}'],
    ['no JSON', `${json} -d 'event=test'`, 400, '{"error":"Invalid payload"}'],
    ['a present time', `${json} ${now} -d '{"event": "test"}'`, 200, '{"message":"Webhook received"}'],
    ['an old time', `${json} -H "X-Timestamp: $(($(date +%s) - 301))" -d '{"event": "test"}'`, 400, '{"error":"Request expired"}'],
    ['a time to come', `${json} -H "X-Timestamp: $(($(date +%s) + 310))" -d '{"event": "test"}'`, 400, '{"error":"Request expired"}'],
    ['a time that is no number', `${json} -H "X-Timestamp: soon" -d '{"event": "test"}'`, 400, '{"error":"Request expired"}']
  ])('%s is answered', async (_, options, status, body) => {
    expect(await curl(`curl -X POST http://localhost:5000/webhook ${options}`)).toEqual({ status, body })
  })
})

describe('with a secret', () => {
  beforeAll(async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    await fetch(`${control}/api/endpoints/webhook/secrets`, { method: 'POST', headers, body: '{"value":"my_secret"}' })
  })

  test.each([
    ['the right signature', `${json} ${sign('my_secret')}`, 200, '{"message":"Webhook received"}'],
    ['the right signature and time', `${json} ${sign('my_secret')} ${now}`, 200, '{"message":"Webhook received"}'],
    ['no signature', json, 403, '{"error":"Invalid signature"}'],
    ['another secret', `${json} ${sign('other_secret')}`, 403, '{"error":"Invalid signature"}'],
    ['a signature that is no hex', `${json} -H "X-Signature: nonsense"`, 403, '{"error":"Invalid signature"}'],
    ['an old time', `${json} ${sign('my_secret')} -H "X-Timestamp: 1"`, 400, '{"error":"Request expired"}']
  ])('%s is answered', async (_, options, status, body) => {
    expect(await curl(`BODY='{"event": "test"}'\ncurl -X POST http://localhost:5000/webhook ${options} -d "$BODY"`)).toEqual({
      status,
      body
    })
  })

  test('the signature is checked before time and payload, the time before the payload', async () => {
    expect(await curl(`curl -X POST http://localhost:5000/webhook -H "X-Timestamp: 1" -d ''`)).toEqual({
      status: 403,
      body: '{"error":"Invalid signature"}'
    })
    expect(await curl(`BODY=''\ncurl -X POST http://localhost:5000/webhook ${sign('my_secret')} -H "X-Timestamp: 1" -d "$BODY"`)).toEqual({
      status: 400,
      body: '{"error":"Request expired"}'
    })
  })
})

test('every one of them was recorded', async () => {
  const response = await fetch(`${control}/api/status`, { headers: { authorization: `Bearer ${token}` } })
  const { counts } = await response.json()
  expect(counts.deliveries).toBe(sent)
})

let sent = 0

/** Runs the command in bash. Answers status and body, byte for byte. */
async function curl(command: string): Promise<{ status: number; body: string }> {
  sent += 1
  const mark = '\n%{http_code}'
  const counted = command.replace('curl ', `curl --write-out '${mark}' `)
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const env = { ...process.env, CURL_HOME: folder, HOME: folder }
  execFile('bash', ['-c', counted], { timeout: 30_000, env }, (error, stdout) => (error === null ? resolve(stdout) : reject(error)))
  const output = await promise
  const at = output.lastIndexOf('\n')
  return { status: Number(output.slice(at + 1)), body: output.slice(0, at) }
}

interface ReadmeCommand {
  readonly command: string
  readonly status: number
  readonly body: string
}

/** Each curl command that is followed by `# 200 {…}`, what it answers. */
function readmeCommands(): readonly ReadmeCommand[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const found = readme.matchAll(/^(curl (?:[^\n]*\\\n)*[^\n]*)\n# (\d{3}) (.*)$/gm)
  return [...found].map(([, command = '', status, body = '']) => ({ command, status: Number(status), body }))
}

function answers(onPort: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(onPort, '127.0.0.1', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.unref()
    socket.once('connect', () => socket.destroy())
  })
}
