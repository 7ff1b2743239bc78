/** `hooklab verify`, as a script runs it: requests in, one JSON line each out. */
import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { runCli, type CliRun } from '../helpers/run-cli.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

beforeAll(ensureBuilt, 300_000)

interface Answer {
  readonly id?: string | number
  readonly line?: number
  readonly item?: number
  readonly verdict?: { readonly status: string; readonly reason?: string }
  readonly explanation?: { readonly sentence: string; readonly cause?: string; readonly action?: unknown }
  readonly error?: { readonly code: string; readonly message: string }
}

interface Vector {
  readonly id: string
  readonly expect: 'valid' | 'invalid'
}

const vectorFolder = fileURLToPath(new URL('../schemes/vectors/', import.meta.url))
const vectorFiles = readdirSync(vectorFolder).filter((name) => name.endsWith('.json') && name !== 'handshakes.json')
const now = 1_767_225_600
const body = '{"event":"test"}'

function request(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: 'one',
    provider: 'github',
    secret: 'my_secret',
    method: 'POST',
    url: '/webhook',
    headers: [['X-Hub-Signature-256', `sha256=${createHmac('sha256', 'my_secret').update(body).digest('hex')}`]],
    bodyBase64: Buffer.from(body).toString('base64'),
    now,
    ...changes
  }
}

function answersOf({ stdout }: CliRun): Answer[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer)
}

async function verify(records: readonly unknown[], args: readonly string[] = [], env: Record<string, string> = {}): Promise<CliRun> {
  const input = records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n')
  return runCli(['verify', '-', ...args], { input, env })
}

const verified = { id: 'one', verdict: { status: 'verified' } }

describe('the vectors of every provider', () => {
  test.each([false, true])(
    'are verified exactly where they are valid, explained: %j',
    async (explained) => {
      const vectors = vectorFiles.flatMap((name) => JSON.parse(readFileSync(join(vectorFolder, name), 'utf8')) as Vector[])
      expect(vectors.length).toBeGreaterThan(500)
      await using folder = await temporaryFolder()
      const file = join(folder.path, 'all.jsonl')
      await writeFile(file, vectors.map((vector) => JSON.stringify(vector)).join('\n'))
      const run = await runCli(['verify', file, ...(explained ? ['--explain'] : [])], { timeoutMs: 240_000 })
      const answers = answersOf(run)
      expect(answers.filter(({ error }) => error !== undefined)).toEqual([])
      expect(answers.map(({ id }) => id)).toEqual(vectors.map(({ id }) => id))
      const wrong = vectors.filter(({ expect: wanted }, index) => (answers[index]?.verdict?.status === 'verified') !== (wanted === 'valid'))
      expect(wrong.map(({ id }) => id)).toEqual([])
      for (const { verdict, explanation } of answers) {
        expect(Object.keys(verdict ?? {})).toEqual(verdict?.status === 'failed' ? ['status', 'reason'] : ['status'])
        expect((explanation?.sentence ?? '') !== '').toBe(explained)
      }
      expect([run.code, run.stderr]).toEqual([1, ''])
    },
    300_000
  )

  test('are read as they lie on disk, one array after another', async () => {
    const files = vectorFiles.slice(0, 6)
    const input = files.map((name) => readFileSync(join(vectorFolder, name), 'utf8')).join('')
    const ids = files.flatMap((name) => (JSON.parse(readFileSync(join(vectorFolder, name), 'utf8')) as Vector[]).map(({ id }) => id))
    const run = await runCli(['verify', '-'], { input })
    expect(answersOf(run).map(({ id }) => id)).toEqual(ids)
  })
})

describe('input', () => {
  test('a good request ends with 0', async () => {
    const run = await verify([request()])
    expect([run.code, answersOf(run), run.stderr]).toEqual([0, [verified], ''])
  })

  test('without a file standard input is read', async () => {
    const run = await runCli(['verify'], { input: JSON.stringify(request()) })
    expect([run.code, answersOf(run)]).toEqual([0, [verified]])
  })

  test.each([
    ['an array', JSON.stringify([request(), request()]), 2],
    ['an indented array', JSON.stringify([request(), request()], undefined, 1), 2],
    ['an indented object', JSON.stringify(request(), undefined, 2), 1],
    ['an array with an item a line', `[${JSON.stringify(request())},\n${JSON.stringify(request())}]\n`, 2],
    ['lines with CRLF, blank lines and a byte order mark', `\uFEFF${JSON.stringify(request())}\r\n\r\n${JSON.stringify(request())}\r\n`, 2]
  ])('%s is read', async (_name, input, count) => {
    const run = await runCli(['verify', '-'], { input })
    expect([run.code, answersOf(run)]).toEqual([0, Array.from({ length: count }, () => verified)])
  })

  test('headers may be an object, the address a whole URL, the body in lines, the id a number or left out', async () => {
    const headers = Object.fromEntries(request()['headers'] as [string, string][])
    const wrapped = String(request()['bodyBase64']).replace(/^(.{8})/, '$1\n')
    const { id: _, ...nameless } = request({
      headers,
      url: 'https://hooks.example.com:8443/in?a=1',
      bodyBase64: wrapped
    })
    const run = await verify([request({ id: 7 }), nameless])
    expect(answersOf(run)).toEqual([
      { ...verified, id: 7 },
      { ...verified, id: 2 }
    ])
  })

  test('a failed verdict ends with 1, and the rest is verified', async () => {
    const run = await verify([request({ id: 'bad', secret: 'another' }), request()])
    expect([run.code, answersOf(run)]).toEqual([1, [{ id: 'bad', verdict: { status: 'failed', reason: 'signature_mismatch' } }, verified]])
  })

  test('unsigned and unchecked are no failures', async () => {
    const { secret: _, ...bare } = request()
    const run = await verify([bare, { ...bare, headers: [] }])
    expect([run.code, answersOf(run).map(({ verdict }) => verdict?.status)]).toEqual([0, ['unchecked', 'unsigned']])
  })

  test('the time is the real one when none is given', async () => {
    const seconds = Math.floor(Date.now() / 1000)
    const signature = createHmac('sha256', 's').update(`${seconds}.${body}`).digest('hex')
    const signed = { provider: 'stripe', secret: 's', headers: [['Stripe-Signature', `t=${seconds},v1=${signature}`]], now: undefined }
    const run = await verify([request(signed), request({ ...signed, now })])
    expect(answersOf(run).map(({ verdict }) => verdict)).toEqual([
      { status: 'verified' },
      { status: 'failed', reason: 'timestamp_out_of_tolerance' }
    ])
  })
})

describe('defaults for requests without their own', () => {
  const { secret: _secret, provider: _provider, ...bare } = request()

  test('--provider and --secret, as a value, a variable or a file', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'secret')
    await writeFile(file, 'my_secret\n')
    for (const secret of ['my_secret', 'env:HOOK_SECRET', `file:${file}`]) {
      const run = await verify([bare, request({ secret: 'another' })], ['--provider', 'github', '--secret', secret], {
        HOOK_SECRET: 'my_secret'
      })
      expect(answersOf(run).map(({ verdict }) => verdict?.status)).toEqual(['verified', 'failed'])
    }
  })
})

test('--explain says why, and offers nothing that only an endpoint could do', async () => {
  const run = await verify([request({ secret: 'my_secret\n' })], ['--explain'])
  const [answer] = answersOf(run)
  expect(answer?.explanation).toMatchObject({ cause: 'secret_whitespace', sentence: expect.any(String) })
  expect(answer?.explanation).not.toHaveProperty('action')
})

describe('a request that cannot be read is one line, and the rest goes on', () => {
  test.each<[string, unknown, string]>([
    ['no JSON', 'not json', 'Line 1: this is no JSON'],
    ['half a line', '{"id":"one"', 'Line 1: this is no JSON'],
    ['no object', '"text"', 'Line 1: a request must be a JSON object.'],
    ['an unknown provider', request({ provider: 'stirpe' }), 'Line 1: there is no provider "stirpe". Providers: generic, '],
    ['no provider', request({ provider: undefined }), 'Line 1: the field "provider" is missing. Add it, or give --provider.'],
    ['an unknown scheme', request({ scheme: 'md5' }), 'Line 1: the provider "github" has no scheme "md5". Schemes: sha256, sha1-legacy'],
    ['a body that is not base64', request({ bodyBase64: '{"a":1}' }), 'Line 1: the field "bodyBase64" is not base64.'],
    ['no body', request({ bodyBase64: undefined }), 'Line 1: the field "bodyBase64" is not right'],
    ['odd headers', request({ headers: [['only a name']] }), 'Line 1: the field "headers'],
    ['a time in milliseconds', request({ now: now * 1000 }), 'looks like milliseconds. Divide it by 1000.'],
    ['an option of the wrong kind', request({ options: { allowSha1: 'yes' } }), 'Line 1: The scheme option "allowSha1" is not right']
  ])('%s', async (_name, record, message) => {
    const run = await verify([record, request()])
    const [first, second] = answersOf(run)
    expect(first).toMatchObject({ line: 1, error: { code: expect.stringMatching(/^(BAD_REQUEST|UNPROCESSABLE)$/) } })
    expect(first?.error?.message).toContain(message)
    expect(first?.id).toBe(typeof record === 'string' ? undefined : 'one')
    expect(second).toEqual(verified)
    expect([run.code, run.stderr]).toEqual([1, ''])
  })

  test('an array that does not end is told where it began', async () => {
    const run = await runCli(['verify', '-'], { input: `[\n${JSON.stringify(request())},\n` })
    expect([run.code, answersOf(run)]).toEqual([
      1,
      [{ line: 1, error: { code: 'BAD_REQUEST', message: expect.stringContaining('does not end as JSON') } }]
    ])
  })

  test('an item of an array is told by its number', async () => {
    const run = await runCli(['verify', '-'], { input: JSON.stringify([request(), 5]) })
    expect(answersOf(run)[1]).toMatchObject({ item: 2, error: { message: 'Item 2: a request must be a JSON object.' } })
  })
})

describe('what cannot be done at all is one line and nothing on standard output', () => {
  test.each<[readonly string[], number, string]>([
    [['verify', '/no/such/file.jsonl'], 1, 'hooklab verify: /no/such/file.jsonl can’t be read: ENOENT: no such file or directory'],
    [['verify', '-'], 1, 'hooklab verify: standard input holds no request.'],
    [['verify', '-', '--provider', 'stirpe'], 2, 'hooklab verify: there is no provider "stirpe". Providers: generic, '],
    [['verify', '-', '--secret', 'env:NOT_SET_ANYWHERE'], 1, 'the environment variable NOT_SET_ANYWHERE is not set'],
    [['verify', '-', '--secret', 'file:/no/such/file'], 1, 'the file cannot be read'],
    [['verify', '-', '--expalin'], 2, "hooklab verify: Unknown option '--expalin'. Allowed: FILE or -, --provider, --secret, --explain."],
    [['verify', '-', '--provider='], 2, "Option '--provider' needs a value"],
    [['verify', 'a', 'b'], 2, 'give one file']
  ])('%j', async (args, code, message) => {
    const run = await runCli(args, { input: '\n' })
    expect([run.code, run.stdout]).toEqual([code, ''])
    expect(run.stderr).toContain(message)
    expect(run.stderr.trim().split('\n')).toHaveLength(1)
  })

  test('a folder', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'inner')
    await mkdir(path)
    const run = await runCli(['verify', path])
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('can’t be read: EISDIR')])
  })
})
