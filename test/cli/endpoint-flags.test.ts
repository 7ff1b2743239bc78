import { createHmac } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../helpers/build.ts'
import { startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { ok, rawTarget } from '../helpers/raw-target.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

beforeAll(ensureBuilt)

const body = '{"event":"test"}'

async function endpoint(hooklab: HooklabProcess) {
  return (await hooklab.api('/endpoints/webhook')).json()
}

async function targets(hooklab: HooklabProcess): Promise<{ url: string; mode: string; enabled: boolean }[]> {
  return (await (await hooklab.api('/endpoints/webhook/targets')).json()).items
}

function send(hooklab: HooklabProcess, secret?: string): Promise<Response> {
  const signature = secret === undefined ? {} : { 'X-Signature': createHmac('sha256', secret).update(body).digest('hex') }
  return fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body, headers: signature, signal: AbortSignal.timeout(10_000) })
}

test('--secret makes the endpoint verify, from a value, a variable or a file', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'secret')
  await writeFile(file, 'my_secret\n')
  for (const [secret, env] of [
    ['my_secret', {}],
    ['env:HOOK_SECRET', { HOOK_SECRET: 'my_secret' }],
    [`file:${file}`, {}]
  ] as const) {
    await using hooklab = await startHooklab({ args: ['--secret', secret], env })
    expect((await send(hooklab)).status).toBe(403)
    expect((await send(hooklab, 'another')).status).toBe(403)
    expect((await send(hooklab, 'my_secret')).status).toBe(200)
  }
})

test('the same secret is not piled up by each start, a changed one takes its place, one of other origin stays', async () => {
  await using folder = await temporaryFolder()
  const start = (secret: string) => startHooklab({ dataFolder: folder.path, args: ['--secret', secret] })
  {
    await using hooklab = await start('first_secret')
    await hooklab.api('/endpoints/webhook/secrets', { method: 'POST', body: { value: 'by_hand', label: 'by hand' } })
    expect((await endpoint(hooklab)).secrets).toHaveLength(2)
  }
  {
    await using hooklab = await start('first_secret')
    expect((await endpoint(hooklab)).secrets).toHaveLength(2)
    expect((await send(hooklab, 'first_secret')).status).toBe(200)
  }
  await using hooklab = await start('second_secret')
  expect((await endpoint(hooklab)).secrets.map(({ label }: { label: string }) => label).toSorted()).toEqual(['by hand', 'from --secret'])
  expect((await send(hooklab, 'first_secret')).status).toBe(403)
  expect((await send(hooklab, 'second_secret')).status).toBe(200)
  expect((await send(hooklab, 'by_hand')).status).toBe(200)
})

test('--scheme sets the scheme, and it stays set', async () => {
  await using folder = await temporaryFolder()
  {
    await using hooklab = await startHooklab({ dataFolder: folder.path, args: ['--scheme', 'stripe'] })
    expect((await endpoint(hooklab)).scheme).toBe('stripe')
  }
  await using hooklab = await startHooklab({ dataFolder: folder.path })
  expect((await endpoint(hooklab)).scheme).toBe('stripe')
})

test('--forward sends each delivery on after it was answered, by one target that a new URL changes', async () => {
  await using folder = await temporaryFolder()
  await using target = await rawTarget(ok)
  const start = (url: string) => startHooklab({ dataFolder: folder.path, args: ['--forward', url] })
  {
    await using hooklab = await start('http://127.0.0.1:9/old')
    expect(await targets(hooklab)).toEqual([expect.objectContaining({ url: 'http://127.0.0.1:9/old', mode: 'after-ack', enabled: true })])
  }
  for (let again = 0; again < 2; again++) {
    await using hooklab = await start(`${target.url}/in`)
    expect(await targets(hooklab)).toEqual([expect.objectContaining({ url: `${target.url}/in`, mode: 'after-ack', enabled: true })])
    expect((await send(hooklab)).status).toBe(200)
    await expect.poll(() => target.requests.length, { timeout: 10_000 }).toBe(again + 1)
  }
  expect(target.requests[0]).toMatchObject({ requestLine: 'POST /in HTTP/1.1' })
  expect(target.requests[0]?.body.toString()).toBe(body)
})

test('a secret that another key sealed is reported, and given again it works', async () => {
  await using folder = await temporaryFolder()
  const start = (key: string) =>
    startHooklab({ dataFolder: folder.path, args: ['--secret', 'my_secret'], env: { HOOKLAB_SECRET_KEY: key.padEnd(32, '.') } })
  await (await start('one key'))[Symbol.asyncDispose]()
  await using hooklab = await start('another key')
  expect((await send(hooklab, 'my_secret')).status).toBe(200)
  expect((await endpoint(hooklab)).secrets).toHaveLength(1)
})

test('--fault switches a preset on for the run, once however often, and it is off at the next start', async () => {
  await using folder = await temporaryFolder()
  const faults = async (hooklab: HooklabProcess): Promise<[string, boolean][]> =>
    (await (await hooklab.api('/endpoints/webhook/faults')).json()).items
      .filter(({ preset }: { preset?: string }) => preset !== undefined)
      .map(({ preset, enabled }: { preset: string; enabled: boolean }) => [preset, enabled])
  for (const spelling of ['fail-next', 'fail_next']) {
    await using hooklab = await startHooklab({ dataFolder: folder.path, args: ['--fault', spelling] })
    expect(await faults(hooklab)).toEqual([['fail_next', true]])
    expect([(await send(hooklab)).status, (await send(hooklab)).status]).toEqual([503, 200])
  }
  await using hooklab = await startHooklab({ dataFolder: folder.path })
  expect(await faults(hooklab)).toEqual([['fail_next', false]])
  expect((await send(hooklab)).status).toBe(200)
})

test('a preset that is not there is refused with those that are', async () => {
  await expect(startHooklab({ args: ['--fault', 'none'] })).rejects.toThrow(
    /there is no fault preset "none"\. Presets: fail_next, fail_twice/
  )
})
