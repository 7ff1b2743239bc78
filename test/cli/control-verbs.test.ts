/** The verbs that speak to a running Hooklab: the built command against a server process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtCli, startHooklab, type HooklabProcess } from '../helpers/hooklab-process.ts'
import { LineQueue } from '../helpers/line-queue.ts'
import { runCli, type CliRun } from '../helpers/run-cli.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

let hooklab: HooklabProcess
beforeAll(async () => {
  hooklab = await startHooklab()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

const run = (...args: string[]): Promise<CliRun> => runCli([...args, '--data', hooklab.dataFolder])
const lines = ({ stdout }: CliRun): string[] => stdout.split('\n').filter((line) => line !== '')

async function deliver(event: string, body: string | Uint8Array<ArrayBuffer> = JSON.stringify({ event })): Promise<void> {
  await (await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body, signal: AbortSignal.timeout(10_000) })).text()
}

describe('list and show', () => {
  test('list prints what matches, newest first, for people or as JSON lines', async () => {
    for (const event of ['list.one', 'list.two', 'other']) await deliver(event)
    const text = await run('list', 'type:list.*')
    expect([text.code, lines(text).map((line) => /list\.\w+/.exec(line)?.[0])]).toEqual([0, ['list.two', 'list.one']])
    const json = await run('list', 'type:list.*', 'verdict:unsigned', '--json', '--limit', '1')
    expect(lines(json).map((line) => JSON.parse(line))).toMatchObject([{ eventType: 'list.two', method: 'POST' }])
  })

  test('show prints one whole; with --body its bytes alone, whatever they are', async () => {
    const bytes = new Uint8Array([0, 0xff, 0x0a, 0x1b, 0x5b, 0x32, 0x4a])
    await deliver('', bytes)
    const shown = await run('show', 'latest')
    expect(shown.stdout).toContain('Body (7 B)')
    expect(shown.stdout).not.toContain('\u001b[2J')
    const { id, body, log } = JSON.parse((await run('show', 'latest', '--json')).stdout)
    expect([body.base64, log.length > 2]).toEqual([Buffer.from(bytes).toString('base64'), true])
    const raw = await run('show', id, '--body')
    expect(raw.stdout).toBe(Buffer.from(bytes).toString('utf8'))
  })

  test('show --explain says why', async () => {
    await deliver('explained')
    expect((await run('show', 'latest', '--explain')).stdout).toMatch(/\nWhy\n {2}The request carries no signature/)
  })
})

describe('wait', () => {
  test('returns on the first delivery that matches, and not on others', async () => {
    const waiting = run('wait', 'type:wait.right', '--timeout', '15s', '--json')
    const state = { isOver: false }
    void waiting.finally(() => (state.isOver = true))
    // It may not listen yet: what comes while it starts is as good.
    while (!state.isOver) {
      await deliver('wait.wrong')
      await deliver('wait.right')
    }
    const { code, stdout } = await waiting
    expect([code, lines({ code, stdout, stderr: '' }).length, JSON.parse(stdout).eventType]).toEqual([0, 1, 'wait.right'])
  })

  test('counts those that came since', async () => {
    for (let n = 0; n < 3; n += 1) await deliver('wait.since')
    const ended = await run('wait', 'type:wait.since', '--since', '1m', '--count', '3', '--timeout', '10s')
    expect([ended.code, lines(ended).length]).toEqual([0, 3])
  })

  test('ends with 1 and a sentence when the time is over', async () => {
    await deliver('wait.few')
    const ended = await run('wait', 'type:wait.few', '--since', '1m', '--count', '2', '--timeout', '300ms')
    expect([ended.code, lines(ended).length]).toEqual([1, 1])
    expect(ended.stderr).toBe('hooklab wait: 1 of 2 deliveries matching type:wait.few came within 300ms.\n')
  })
})

describe('resend', () => {
  test('sends the same bytes to a URL, with what flags change, and tells by its exit code what came back', async () => {
    const received: { method: string | undefined; url: string | undefined; header: unknown; body: string }[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const { method, url, headers } = request
        received.push({ method, url, header: headers['x-extra'], body: Buffer.concat(chunks).toString() })
        response.writeHead(url === '/no' ? 500 : 204).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    // listen() on a port answers an address with one.
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await deliver('resend.me')
    const taken = await run('resend', 'latest', '--to', `${to}/yes`, '--times', '2', '--header', 'X-Extra: 1', '--json')
    expect([taken.code, lines(taken).map((line) => JSON.parse(line).outcome)]).toEqual([
      0,
      [
        { kind: 'responded', status: 204 },
        { kind: 'responded', status: 204 }
      ]
    ])
    const refused = await run('resend', 'latest', '--to', `${to}/no`, '--method', 'PUT')
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('  500  ')])
    expect(received.map(({ method, header, body }) => [method, header, body])).toEqual([
      ['POST', '1', '{"event":"resend.me"}'],
      ['POST', '1', '{"event":"resend.me"}'],
      ['PUT', undefined, '{"event":"resend.me"}']
    ])
    server.close()
  })

  test('--to a target by its name; one that is not there is named', async () => {
    await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { name: 'mine', url: 'http://127.0.0.1:9/', enabled: false } })
    await deliver('resend.named')
    const { code, stdout } = await run('resend', 'latest', '--to', 'mine')
    expect([code, stdout]).toEqual([1, expect.stringContaining('http://127.0.0.1:9/  refused')])
    const nowhere = await run('resend', 'latest')
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      expect.stringMatching(/All targets of the endpoint are off.* It is given with --to\.\n$/)
    ])
    const missing = await run('resend', 'latest', '--to', 'yours')
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('there is no target "yours". Targets: mine (http://127.0.0.1:9/)')
    ])
  })
})

describe('replay', () => {
  test('sends what matches in order, and tells by its exit code whether all were taken', async () => {
    const received: string[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        received.push(Buffer.concat(chunks).toString())
        response.writeHead(request.url === '/no' ? 500 : 200).end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    // listen() on a port answers an address with one.
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const bodies = [1, 2, 3].map((n) => `{"event":"replay.me","n":${n}}`)
    for (const body of bodies) await deliver('', body)
    const done = await run('replay', 'type:replay.me', '--to', `${to}/yes`, '--gaps', '1000x', '--json')
    expect([done.code, JSON.parse(done.stdout)]).toMatchObject([0, { state: 'finished', total: 3, succeeded: 3, failed: 0 }])
    expect(received).toEqual(bodies)
    const stopped = await run('replay', 'type:replay.me', '--to', `${to}/no`, '--stop-on-failure')
    expect([stopped.code, stopped.stdout]).toEqual([
      1,
      expect.stringMatching(/^stopped: 1 of 3 sent to .*; the first that failed was dlv_/)
    ])
    const nothing = await run('replay', 'type:never', '--to', to)
    expect(nothing).toEqual({ code: 1, stdout: '', stderr: 'hooklab replay: nothing matches type:never, so nothing was sent.\n' })
    server.close()
  })
})

describe('send', () => {
  test('a sample of a provider, signed with the endpoint’s secret, arrives verified', async () => {
    const made = await hooklab.api('/endpoints', { method: 'POST', body: { name: 'shop', path: '/shop', scheme: 'stripe' } })
    await hooklab.api(`/endpoints/${(await made.json()).id}/secrets`, { method: 'POST', body: { value: 'whsec_of_the_shop' } })
    const sample = await run('send', 'stripe', '--endpoint', 'shop', '--json')
    expect([sample.code, JSON.parse(sample.stdout)]).toMatchObject([0, { status: 200, verdict: { status: 'verified' } }])
    expect((await run('send', '--list', 'stripe')).stdout).toMatch(/^stripe {2}\S+ {2}/)
  })

  test('a sample is sent with other values for its fields, and names those that it has', async () => {
    const sent = await run(
      'send',
      'stripe',
      'invoice.paid',
      '--field',
      'amount=4200',
      '--field',
      'plan=a=b “ü”',
      '--field',
      'email=',
      '--json'
    )
    expect(sent.code).toBe(0)
    const { body } = await (await hooklab.api(`/deliveries/${JSON.parse(sent.stdout).deliveryId}`)).json()
    const { object } = JSON.parse(Buffer.from(body.base64, 'base64').toString()).data
    expect([object.total, object.lines.data[0].description, object.customer_email]).toEqual([4200, '1 × a=b “ü” (monthly)', ''])
    const unknown = await run('send', 'stripe', 'invoice.paid', '--field', 'data.object.total=1')
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('The sample invoice.paid has no field "data.object.total". There are: amount, currency, email, plan.')
    ])
    const wrong = await run('send', 'stripe', 'invoice.paid', '--field', 'amount=much')
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('needs a number, not "much"')])
    expect((await run('send', '--list', 'stripe')).stdout).toContain('(amount, currency, email, plan)')
  })

  test('a body of one’s own arrives byte for byte, signed; or unsigned, and refused', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'body.bin')
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x22, 0x3a, 0x31, 0x7d])
    await writeFile(file, bytes)
    const own = [
      'send',
      '--endpoint',
      '/shop',
      '--body',
      file,
      '--path',
      '/more?a=1',
      '--method',
      'PUT',
      '--header',
      'X-Extra: 1',
      '--json'
    ]
    const sent = JSON.parse((await run(...own)).stdout)
    expect(sent).toMatchObject({ status: 200, url: `${hooklab.listenerUrl}/shop/more?a=1`, verdict: { status: 'verified' } })
    const { body, headers, method } = await (await hooklab.api(`/deliveries/${sent.deliveryId}`)).json()
    expect([method, body.base64]).toEqual(['PUT', bytes.toString('base64')])
    expect(headers).toContainEqual(['X-Extra', '1'])
    const refused = await run(...own, '--unsigned')
    expect([refused.code, JSON.parse(refused.stdout).verdict]).toMatchObject([1, { status: 'failed', reason: 'missing_header' }])
  })

  test('standard input is a body, and an endpoint without a secret is told', async () => {
    const args = ['send', '--endpoint', 'webhook', '--body', '-', '--data', hooklab.dataFolder]
    const sent = await runCli(args, { input: '{"event":"piped"}' })
    expect([sent.code, sent.stdout]).toEqual([0, expect.stringContaining('(The endpoint webhook has no secret to sign with.)')])
    expect((await run('list', '--limit', '1')).stdout).toContain('piped')
  })
})

describe('ended by Ctrl+C', () => {
  test('tail ends with 0, a replay is cancelled and ends with 1', async () => {
    const tail = spawnCli(['tail', 'type:tail.me', '--json', '--data', hooklab.dataFolder])
    // It may not listen yet: what comes while it starts is as good.
    const state = { hasCome: false }
    const first = tail.lines.next(20_000).finally(() => (state.hasCome = true))
    while (!state.hasCome) await deliver('tail.me')
    expect(JSON.parse(await first)).toMatchObject({ eventType: 'tail.me' })
    expect(await tail.end('SIGINT')).toBe(0)

    const asked = Promise.withResolvers<void>()
    const server = createServer((request) => void request.resume().once('end', asked.resolve)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    // listen() on a port answers an address with one.
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const replay = spawnCli(['replay', 'type:tail.me', '--to', to, '--json', '--data', hooklab.dataFolder])
    await asked.promise
    const said = replay.lines.next(20_000)
    expect(await replay.end('SIGINT')).toBe(1)
    expect(JSON.parse(await said)).toMatchObject({ state: 'cancelled', succeeded: 0 })
    server.closeAllConnections()
    server.close()
  })
})

interface RunningCli {
  readonly lines: LineQueue
  /** Answers the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

function spawnCli(args: readonly string[]): RunningCli {
  const child = spawn(process.execPath, [builtCli, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  return {
    lines: new LineQueue(createInterface({ input: child.stdout })),
    async end(signal) {
      child.kill(signal)
      await ended
      return child.exitCode
    }
  }
}
