/** Handler checks through the whole product: started, followed, stopped, run again, exported, kept. */
import { describe, expect, test } from 'vitest'
import { checkReport, type CheckReport, type CheckSummary } from '../../electron/contract/index.ts'
import { checkCases } from '../../electron/core/checks/registry.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { app as unsigned } from './apps/accepts-unsigned.ts'
import { app as sound } from './apps/sound-generic.ts'
import { casesWith } from './check-app.ts'
import { startSampleApp } from './sample-app.ts'

// The slow upload alone takes seconds, and the full limits are tried in the browser.
const quick = ['accepts-slow-upload', 'survives-huge-body', 'survives-dropped-upload']

async function ended(
  hooklab: RunningApp,
  begin: () => Promise<CheckReport>,
  onChange?: (check: CheckSummary) => void
): Promise<CheckReport> {
  const end = hooklab.nextChange('check.changed', ({ check }) => {
    onChange?.(check)
    return check.state !== 'running'
  })
  const { id } = await begin()
  await end
  return hooklab.client.checks.get({ id })
}

test('a check runs, tells its progress, and its report is exported, run again in part, and kept', async () => {
  await using folder = await temporaryFolder()
  await using target = await startSampleApp(unsigned)
  let id = ''
  {
    await using hooklab = await runningApp({ folder: folder.path })
    const { client } = hooklab
    const seen: CheckSummary[] = []
    const report = await ended(
      hooklab,
      () =>
        client.checks.start({
          provider: 'generic',
          secret: unsigned.secret,
          targetUrl: target.url,
          stateUrl: target.stateUrl,
          skip: quick
        }),
      (check) => seen.push(check)
    )
    expect(seen.some(({ state, current, counts }) => state === 'running' && current !== undefined && counts.pass > 0)).toBe(true)
    ;({ id } = report)
    expect(checkReport.parse(report)).toEqual(report)
    expect(report).toMatchObject({
      state: 'finished',
      provider: 'generic',
      base: { kind: 'sample', type: 'order.paid' },
      total: checkCases.length - 3
    })
    expect(casesWith(report.results, 'fail')).toEqual(unsigned.fails)
    expect(report.counts.fail).toBe(2)
    expect(JSON.stringify(report)).not.toContain(unsigned.secret)

    const again = await ended(hooklab, () => client.checks.rerun({ id, caseId: 'rejects-unsigned' }))
    expect(again.results.map(({ caseId }) => caseId)).toEqual(report.results.map(({ caseId }) => caseId))
    await expect(client.checks.rerun({ id, caseId: 'survives-huge-body' })).rejects.toMatchObject({ code: 'NOT_FOUND' })

    const files = await Promise.all((['json', 'junit', 'markdown'] as const).map((format) => client.checks.export({ id, format })))
    expect(files.map(({ mediaType }) => mediaType)).toEqual(['application/json', 'application/xml', 'text/markdown'])
    expect(JSON.parse(files[0]?.text ?? '')).toEqual(again)
  }
  await using hooklab = await runningApp({ folder: folder.path })
  expect((await hooklab.client.checks.list()).items).toMatchObject([{ id, state: 'finished', counts: { fail: 2 } }])
  expect(casesWith((await hooklab.client.checks.get({ id })).results, 'fail')).toEqual(unsigned.fails)
  await expect(hooklab.client.checks.rerun({ id, caseId: 'rejects-unsigned' })).rejects.toMatchObject({ code: 'CONFLICT' })
})

describe('one running product', () => {
  test('scheme, secrets, target and event of an endpoint are used; a delivery can be the event', async () => {
    await using hooklab = await runningApp()
    await using target = await startSampleApp(sound)
    const { client } = hooklab
    const endpoint = await client.endpoints.create({ name: 'shop', path: '/shop', scheme: 'generic', requireJson: false })
    await client.endpoints.addSecret({ id: endpoint.id, value: sound.secret })
    await client.targets.create({ id: endpoint.id, url: target.url, enabled: true })
    await fetch(`${hooklab.url}/shop`, { method: 'POST', body: '{"id":"evt_kept_0001","event":"order.paid","number":7}' })
    const [delivery] = (await client.deliveries.list({ limit: 1 })).items
    const report = await ended(hooklab, () =>
      client.checks.start({ endpointId: endpoint.id, deliveryId: delivery?.id ?? '', stateUrl: target.stateUrl, skip: quick })
    )
    expect(report).toMatchObject({ endpointId: endpoint.id, targetUrl: target.url, base: { kind: 'delivery', deliveryId: delivery?.id } })
    expect(casesWith(report.results, 'fail')).toEqual([])
    const sent = report.results.find(({ caseId }) => caseId === 'accepts-big-numbers')?.exchanges[0]?.request.body.text
    expect(sent).toMatch(/"number":9007199254740993/)
  })

  test('a running check can be stopped, and only two run at once', async () => {
    await using hooklab = await runningApp()
    await using target = await startSampleApp({
      ...sound,
      start: () => ({ handle: () => new Promise(() => undefined), state: () => ({}) })
    })
    const { client } = hooklab
    const input = { provider: 'generic', secret: sound.secret, targetUrl: target.url }
    const [first, second] = [await client.checks.start(input), await client.checks.start(input)]
    await expect(client.checks.start(input)).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await client.checks.stop({ id: first.id })).toMatchObject({ state: 'stopped', results: [] })
    expect((await client.checks.list()).items.map(({ id, state }) => [id, state])).toEqual([
      [second.id, 'running'],
      [first.id, 'stopped']
    ])
  })

  test('what can’t be run says why', async () => {
    await using hooklab = await runningApp()
    const { client } = hooklab
    const at = { targetUrl: 'http://127.0.0.1:1/hook' }
    const refused = [
      [{ ...at }, 'BAD_REQUEST'],
      [{ ...at, provider: 'nobody', secret: 'x' }, 'NOT_FOUND'],
      [{ ...at, provider: 'github' }, 'UNPROCESSABLE'],
      [{ ...at, provider: 'paypal', secret: 'x' }, 'UNPROCESSABLE'],
      [{ provider: 'github', secret: 'x' }, 'UNPROCESSABLE'],
      [{ ...at, provider: 'github', secret: 'x', sampleType: 'nothing' }, 'NOT_FOUND'],
      [{ ...at, provider: 'github', secret: 'x', only: ['nothing'] }, 'BAD_REQUEST'],
      [{ targetUrl: 'file:///etc/passwd', provider: 'github', secret: 'x' }, 'BAD_REQUEST']
    ] as const
    for (const [input, code] of refused)
      await expect(
        client.checks.start({ ...input, ...('only' in input ? { only: [...input.only] } : { only: undefined }) })
      ).rejects.toMatchObject({ code })
    const gone = await ended(hooklab, () => client.checks.start({ ...at, provider: 'github', secret: 'x' }))
    expect(gone).toMatchObject({ state: 'failed', problem: expect.stringContaining('Nothing listens'), results: [] })
    const remote = await ended(hooklab, () => client.checks.start({ targetUrl: 'http://192.0.2.1/', provider: 'github', secret: 'x' }))
    expect(remote).toMatchObject({ state: 'failed', problem: expect.stringContaining('is not on this machine') })
  })
})
