/** Retries against a clock that the test turns, over restarts. */
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { retryPolicy, type Attempt } from '../../electron/contract/index.ts'
import { eventually } from '../helpers/eventually.ts'
import { fakeClock, type FakeClock } from '../helpers/fake-clock.ts'
import { makeTarget } from '../helpers/make-target.ts'
import { rawTarget, respond, type RawTarget } from '../helpers/raw-target.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { openSending, type TestSending } from './open-sending.ts'

const startMs = 1_767_225_600_000
const hour = 3_600_000
const hourly = retryPolicy.parse({ kind: 'custom', backoff: 'linear', delayMs: hour, maxDelayMs: 24 * hour, limit: 3 })
const failing = respond('HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n')

/** Moves on once the retry that was planned is waited for. */
async function advance(clock: FakeClock, opened: TestSending, ms: number): Promise<void> {
  await eventually(() => opened.services.retries.list({}), ({ items }) => items.every((item) => item.state === 'waiting')) // prettier-ignore
  await eventually(
    () => clock.pending,
    (pending) => pending > 0
  )
  await clock.advance(ms)
}

const kinds = (attempts: readonly Attempt[]): string[] => attempts.map(({ kind, number }) => `${kind} ${number}`)

test('a failed delivery goes out again exactly when it is due, over restarts, and no more often than allowed', async () => {
  await using folder = await temporaryFolder()
  await using app = await rawTarget(failing)
  const target = makeTarget(app.url, { retry: hourly })
  const clock = fakeClock(startMs)
  {
    await using opened = await openSending(clock, target, folder.path)
    const { id } = await opened.receive({ eventType: 'invoice.paid' })
    await opened.attempts(1)
    const { items, total } = await opened.services.retries.list({})
    expect(total).toBe(1)
    expect(items).toMatchObject([
      {
        deliveryId: id,
        targetId: target.id,
        eventType: 'invoice.paid',
        number: 1,
        limit: 3,
        dueAt: startMs + hour,
        state: 'waiting',
        attemptId: opened.told[0]?.id,
        lastOutcome: { kind: 'responded', status: 503 }
      }
    ])
    await advance(clock, opened, hour - 1)
    expect(app.requests).toHaveLength(1)
    await advance(clock, opened, 1)
    await opened.attempts(2)
    expect(kinds(opened.told)).toEqual(['forward 1', 'retry 2'])
    expect(opened.told[1]).toMatchObject({ sentAt: startMs + hour, lineage: { attemptId: opened.told[0]?.id, changed: [] } })
    expect(opened.told[1]?.lineage?.again).toBeUndefined()
  }
  {
    // Closed for a day: what fell due meanwhile goes out at the start, once.
    await clock.advance(24 * hour)
    await using opened = await openSending(clock, target, folder.path)
    await opened.attempts(1)
    expect(kinds(opened.told)).toEqual(['retry 3'])
    expect(opened.told[0]?.sentAt).toBe(startMs + 25 * hour)
    const { items } = await opened.services.retries.list({})
    expect(items).toMatchObject([{ number: 3, dueAt: startMs + 28 * hour }])
    await advance(clock, opened, 3 * hour)
    await opened.attempts(2)
    expect(kinds(opened.told)).toEqual(['retry 3', 'retry 4'])
    expect(await opened.services.retries.list({})).toEqual({ items: [], total: 0 })
  }
  expect(app.requests).toHaveLength(4)
})

test('bytes and header pairs of a retry are the delivery’s own', async () => {
  await using folder = await temporaryFolder()
  await using app = await rawTarget(failing)
  const clock = fakeClock(startMs)
  await using opened = await openSending(clock, makeTarget(app.url, { retry: hourly }), folder.path)
  const body = randomBytes(300_000)
  await opened.receive({ body, headers: [['x-Odd', '1'], ['X-ODD', '2'], ['X-L', 'é']] }) // prettier-ignore
  await opened.attempts(1)
  await advance(clock, opened, hour)
  await opened.attempts(2)
  const [first, second] = app.requests
  expect(second?.requestLine).toBe(first?.requestLine)
  expect(second?.headers).toEqual(first?.headers)
  expect(second?.body.equals(body)).toBe(true)
})

test('a retry is sent at once when asked, and what is cancelled never is', async () => {
  await using folder = await temporaryFolder()
  await using app = await rawTarget(failing)
  const clock = fakeClock(startMs)
  await using opened = await openSending(clock, makeTarget(app.url, { retry: hourly }), folder.path)
  const { retries } = opened.services
  for (let count = 1; count <= 3; count += 1) {
    await opened.receive()
    await opened.attempts(count)
  }
  const [one, two] = (await retries.list({})).items
  const attempt = await retries.send(one?.id ?? '')
  expect(attempt).toMatchObject({ kind: 'retry', deliveryId: one?.deliveryId, outcome: { status: 503 } })
  expect((await retries.list({ deliveryId: attempt.deliveryId })).items).toMatchObject([{ number: 2, dueAt: startMs + 2 * hour }])
  await retries.cancel(two?.id ?? '')
  await expect(retries.cancel(two?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await retries.cancelAll('another target')).toBe(0)
  expect(await retries.cancelAll(undefined)).toBe(2)
  await clock.advance(10 * hour)
  expect(app.requests).toHaveLength(4)
  expect((await retries.list({})).total).toBe(0)
})

test('an answer of 2xx ends the retries', async () => {
  await using folder = await temporaryFolder()
  let answers = 0
  await using app: RawTarget = await rawTarget((socket) => {
    answers += 1
    socket.end(`HTTP/1.1 ${answers === 1 ? 500 : 200} X\r\nContent-Length: 0\r\n\r\n`)
  })
  const clock = fakeClock(startMs)
  await using opened = await openSending(clock, makeTarget(app.url, { retry: hourly }), folder.path)
  await opened.receive()
  await opened.attempts(1)
  await advance(clock, opened, hour)
  await opened.attempts(2)
  expect((await opened.services.retries.list({})).total).toBe(0)
})

test('what was on its way when the process was cut off goes out once more, and is marked', async () => {
  await using folder = await temporaryFolder()
  await using app = await rawTarget(failing)
  const target = makeTarget(app.url, { retry: hourly })
  const clock = fakeClock(startMs)
  {
    await using opened = await openSending(clock, target, folder.path)
    await opened.receive()
    await opened.attempts(1)
    const [pending] = (await opened.services.retries.list({})).items
    // As if it had left, and nobody lived to see the answer.
    await opened.store.markRetrySending(pending?.id ?? '')
    expect((await opened.services.retries.list({})).items).toMatchObject([{ state: 'sending' }])
  }
  await clock.advance(hour)
  await using opened = await openSending(clock, target, folder.path)
  await opened.attempts(1)
  expect(opened.told).toMatchObject([{ kind: 'retry', lineage: { again: true } }])
  expect((await opened.services.retries.list({})).items).toMatchObject([{ number: 2, state: 'waiting' }])
})

test('closing in the middle of a retry keeps it for the next start', async () => {
  await using folder = await temporaryFolder()
  let answering = true
  await using app = await rawTarget((socket) => {
    if (answering) socket.end('HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n')
  })
  const target = makeTarget(app.url, { retry: hourly })
  const clock = fakeClock(startMs)
  {
    await using opened = await openSending(clock, target, folder.path)
    await opened.receive()
    await opened.attempts(1)
    answering = false
    await advance(clock, opened, hour)
    await eventually(() => clock.advance(0).then(() => app.requests.length), (count) => count === 2) // prettier-ignore
  }
  answering = true
  await using opened = await openSending(clock, target, folder.path)
  await opened.attempts(1)
  expect(kinds(opened.told)).toEqual(['retry 3'])
  expect((await opened.services.retries.list({})).items).toMatchObject([{ number: 2 }])
})

test('a target that was switched off or removed gets nothing more', async () => {
  await using folder = await temporaryFolder()
  await using app = await rawTarget(failing)
  const clock = fakeClock(startMs)
  await using opened = await openSending(clock, makeTarget(app.url, { retry: hourly }), folder.path)
  await opened.receive()
  await opened.attempts(1)
  await opened.store.removeTarget('tgt_1')
  expect((await opened.services.retries.list({})).total).toBe(0)
  await clock.advance(2 * hour)
  expect(app.requests).toHaveLength(1)
})
