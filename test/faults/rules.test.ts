/** Rules: their order, their time, what they match, what is kept when Hooklab quits, and the ready ones. */
import { readFileSync } from 'node:fs'
import { request } from 'undici'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { faultInput, type Fault, type FaultInput } from '../../electron/contract/index.ts'
import { actsAtHead, changeRule, makeRule, openFaultRules, restartRule } from '../../electron/core/faults/fault-rules.ts'
import { faultPresets } from '../../electron/core/faults/presets.ts'
import { applyFault, faultKindInfos } from '../../electron/core/faults/registry.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp
beforeAll(async () => {
  app = await runningApp()
})
afterAll(() => app[Symbol.asyncDispose]())
afterEach(async () => {
  for (const { id } of await rules()) if (id !== 'flt_fail_test') await app.client.faults.remove({ id: 'webhook', faultId: id })
})

const now = 1_790_000_000_000
const add = (input: FaultInput): Promise<Fault> => app.client.faults.create({ id: 'webhook', ...input })
const rules = async (): Promise<readonly Fault[]> => (await app.client.faults.list({ id: 'webhook' })).items
const make = (input: FaultInput): Fault => makeRule(input, { id: 'flt_1', endpointId: 'webhook', position: 0, now })

async function post(path = '', body: unknown = { event: 'a' }): Promise<number> {
  const { statusCode, body: answer } = await request(`${app.url}/webhook${path}`, { method: 'POST', body: JSON.stringify(body) })
  await answer.dump()
  return statusCode
}

test('the first rule that applies wins, in the order that was set, also after a restart', async () => {
  const [first, second] = [
    await add({ kind: 'status', params: { status: 501 }, keep: true }),
    await add({ kind: 'status', params: { status: 502 }, keep: true })
  ]
  expect(await post()).toBe(501)
  const order = [second.id, 'flt_fail_test', first.id]
  const { items } = await app.client.faults.reorder({ id: 'webhook', faultIds: order })
  expect(items.map((fault) => fault.id)).toEqual(order)
  expect(await post()).toBe(502)
  expect(await post('', { event: 'fail_test' })).toBe(502)
  const { folder } = app
  await app.app.close()
  app = await runningApp({ folder })
  expect((await rules()).map((fault) => fault.id)).toEqual(order)
})

test('an order that leaves a rule out, or names one twice, is refused', async () => {
  const { id } = await add({ kind: 'empty', params: {} })
  for (const faultIds of [[id], [id, id], [id, 'flt_fail_test', 'flt_none'], []])
    await expect(app.client.faults.reorder({ id: 'webhook', faultIds })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  expect((await rules()).map((fault) => fault.id)).toEqual(['flt_fail_test', id])
})

test('a rule is off after Hooklab quits, unless it is kept', async () => {
  const forgotten = await add({ kind: 'status', params: { status: 503 }, match: { method: 'PUT' } })
  const kept = await add({ kind: 'status', params: { status: 504 }, match: { method: 'PATCH' }, keep: true })
  const { folder } = app
  await app.app.close()
  app = await runningApp({ folder })
  const on = new Map((await rules()).map((fault) => [fault.id, fault.enabled]))
  expect([on.get('flt_fail_test'), on.get(forgotten.id), on.get(kept.id)]).toEqual([true, false, true])
})

test('a rule of an earlier version is completed, and the shipped one stays on', () => {
  // As it was stored before rules had a place, a kind had these params, or anything was kept.
  const old = (id: string): Fault =>
    JSON.parse(JSON.stringify({ ...make({ kind: 'hang', params: {} }), id, params: {}, keep: undefined, position: undefined }))
  const { faults, switchedOff } = openFaultRules([old('flt_fail_test'), old('flt_mine')])
  expect(faults.map(({ id, enabled, keep, position, params }) => ({ id, enabled, keep, position, params }))).toEqual([
    { id: 'flt_fail_test', enabled: true, keep: true, position: 0, params: { forMs: 600_000 } },
    { id: 'flt_mine', enabled: false, keep: false, position: 1, params: { forMs: 600_000 } }
  ])
  expect(switchedOff.map(({ id }) => id)).toEqual(['flt_mine'])
})

test('a path below the endpoint is matched, without its query', async () => {
  await add({ kind: 'status', params: { status: 503 }, match: { path: '/orders/*' } })
  expect([await post('/orders/1?x=/orders/2'), await post('/orders'), await post('/other'), await post('')]).toEqual([503, 200, 200, 200])
})

test('a rule that lasts a while ends by itself, and lasts as long again when it is switched on again', () => {
  const rule = make({ kind: 'empty', params: {}, scope: { always: true, forMs: 60_000 } })
  expect(rule.scope).toEqual({ always: true, forMs: 60_000, untilMs: now + 60_000 })
  const later = now + 500_000
  const off = changeRule(rule, { enabled: false }, later).fault
  expect(off.scope.untilMs).toBe(now + 60_000)
  expect(changeRule(off, { enabled: true }, later)).toMatchObject({ restarted: true, fault: { scope: { untilMs: later + 60_000 } } })
  expect(restartRule({ ...rule, appliedCount: 9, matchedCount: 12 }, later)).toMatchObject({
    scope: { untilMs: later + 60_000 },
    appliedCount: 0,
    matchedCount: 0
  })
})

test('counters are reset by hand, and what is used up begins again', async () => {
  const { id: faultId } = await add({ kind: 'status', params: { status: 503 }, scope: { nextN: 1 } })
  expect([await post(), await post()]).toEqual([503, 200])
  expect(await app.client.faults.restart({ id: 'webhook', faultId })).toMatchObject({ matchedCount: 0, appliedCount: 0 })
  expect([await post(), await post()]).toEqual([503, 200])
  await expect(app.client.faults.restart({ id: 'webhook', faultId: 'flt_none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a field of the params that is set to null goes back to its default, others stay', async () => {
  const { id: faultId } = await add({ kind: 'status', params: { status: 418, body: 'tea' } })
  const changed = await app.client.faults.update({ id: 'webhook', faultId, params: { body: null } })
  expect(changed.params).toEqual({ status: 418 })
  const reset = await app.client.faults.update({ id: 'webhook', faultId, params: { status: null } })
  expect(reset.params).toEqual({ status: 503 })
})

test('params that would break the answer are refused by name', async () => {
  await expect(add({ kind: 'status', params: { status: 500, headers: [['Bad name', 'x']] } })).rejects.toThrow(/headers/)
  await expect(add({ kind: 'status', params: { status: 500, headers: [['X', 'a\r\nSet-Cookie: b']] } })).rejects.toThrow(/headers/)
  await expect(add({ kind: 'redirect', params: { location: '/x\r\nY: z' } })).rejects.toThrow(/location/)
  await expect(add({ kind: 'big', params: { mebibytes: 4096 } })).rejects.toThrow(/mebibytes/)
})

test('a reset while the request is coming cannot ask for what is in the body', async () => {
  const params = { when: 'receiving' as const }
  for (const rest of [{ match: { eventType: 'a' } }, { match: { jsonPath: 'a' } }, { scope: { firstPerEvent: 1 } }])
    await expect(add({ kind: 'reset', params, ...rest })).rejects.toThrow(/before the body is read/)
  const rule = await add({ kind: 'reset', params, match: { method: 'DELETE', header: { name: 'x' }, path: '/a' } })
  expect(actsAtHead(rule)).toBe(true)
  await expect(app.client.faults.update({ id: 'webhook', faultId: rule.id, match: { eventType: 'a' } })).rejects.toMatchObject({
    code: 'BAD_REQUEST'
  })
})

test('a range of delays is within its bounds, differs, and is the same series for the same seed', () => {
  const rule = make({ kind: 'delay', params: { ms: 100, upToMs: 200, seed: 9 } })
  const waits = Array.from({ length: 50 }, (_, index) => {
    const { effect } = applyFault(rule, { turn: index + 1, now })
    return effect.kind === 'delay' ? effect.ms : Number.NaN
  })
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(100)
  expect(Math.max(...waits)).toBeLessThanOrEqual(200)
  expect(new Set(waits).size).toBeGreaterThan(20)
  const again = Array.from({ length: 50 }, (_, index) => applyFault(rule, { turn: index + 1, now }).effect)
  expect(again.map((effect) => effect.kind === 'delay' && effect.ms)).toEqual(waits)
})

const fields = faultKindInfos().flatMap(({ kind, fields }) => fields.map((field) => ({ ...field, kind })))
const takes = (kind: string, name: string, value: unknown): boolean => faultInput.safeParse({ kind, params: { [name]: value } }).success

test('the defaults that a kind tells of are those of the contract', () => {
  const told = fields.filter((field) => field.default !== undefined)
  const usual = told.map(({ kind, name }) => [kind, name, Reflect.get(make(faultInput.parse({ kind, params: {} })).params, name)])
  expect(usual).toEqual(told.map((field) => [field.kind, field.name, field.default]))
})

test('the contract takes what lies within the bounds that a kind tells of, and nothing beyond', () => {
  const within = fields.flatMap(({ kind, name, min, max, choices = [] }) =>
    [min, max, ...choices.map(({ value }) => value)].filter((value) => value !== undefined).map((value) => ({ kind, name, value }))
  )
  const beyond = fields.flatMap(({ kind, name, max, choices }) => [
    ...(max === undefined ? [] : [{ kind, name, value: max + 1 }]),
    ...(choices === undefined ? [] : [{ kind, name, value: 'none of these' }])
  ])
  expect(within.filter(({ kind, name, value }) => !takes(kind, name, value))).toEqual([])
  expect(beyond.filter(({ kind, name, value }) => takes(kind, name, value))).toEqual([])
})

test('a preset is switched on once however often, with the master switch, and starts again', async () => {
  await app.client.settings.update({ faultsEnabled: false })
  const first = await app.client.faults.addPreset({ id: 'webhook', presetId: 'fail_next' })
  expect((await app.client.settings.get()).faultsEnabled).toBe(true)
  expect([await post(), await post()]).toEqual([503, 200])
  const second = await app.client.faults.addPreset({ id: 'webhook', presetId: 'fail_next' })
  expect(second.id).toBe(first.id)
  expect([await post(), await post()]).toEqual([503, 200])
  await expect(app.client.faults.addPreset({ id: 'webhook', presetId: 'none' })).rejects.toThrow(/Presets: fail_next/)
})

test('every preset can be switched on', async () => {
  for (const { id, title } of faultPresets) {
    const made = await app.client.faults.addPreset({ id: 'webhook', presetId: id })
    expect(made).toMatchObject({ preset: id, label: title, enabled: true, keep: false })
  }
})

test('the documentation names every kind, every field, and every preset', () => {
  const text = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8')
  const words = [
    ...faultKindInfos().flatMap(({ kind, fields }) => [kind, ...fields.map(({ name }) => name)]),
    ...faultPresets.map(({ id }) => id)
  ]
  expect(words.filter((word) => !text.includes(`\`${word}\``))).toEqual([])
})
