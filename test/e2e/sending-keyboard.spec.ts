/** All of sending without a mouse: each test ends with the proof that no pointer was pressed. */
import type { Locator, Page } from '@playwright/test'
import { createHmac } from 'node:crypto'
import { type AppRequest, startDeveloperApp } from '../helpers/developer-app.ts'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, expectDeliveries, test } from '../helpers/interface-test.ts'
import { choose, pressOn, run, toList, typeInto, watchPointer } from '../helpers/keyboard.ts'

const secret = 'whsec_Kq3vR8sTn1xYw5Bz'

test('a target is made with its filter, mode and rules, and what it gets is resent in every way', async ({ page, hooklab }) => {
  const noPointer = await watchPointer(page)
  await using app = await startDeveloperApp()
  await run(page, 'edit the endpoint')
  await addTarget(page, `${app.url}/base`, 'my app')
  await choose(page, page.getByRole('combobox', { name: 'Path' }), 'Append the rest of the path')
  await pressOn(page, page.getByRole('radio', { name: 'After the answer' }), 'ArrowDown')
  await expect(page.getByRole('radio', { name: 'Relay' })).toBeChecked()
  await typeInto(page, page.getByRole('textbox', { name: 'Event type' }), 'order.*')
  await pressOn(page, page.getByRole('group', { name: 'Headers to set' }).getByRole('button', { name: 'Add header' }), 'Enter')
  await expect(page.getByRole('textbox', { name: 'Headers to set: name 1' })).toBeFocused()
  await page.keyboard.type('X-Env')
  await page.keyboard.press('Tab')
  await page.keyboard.type('dev')
  await typeInto(page, page.getByRole('textbox', { name: 'Remove headers' }), 'X-Secret')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await targets(hooklab))[0])
    .toMatchObject({
      name: 'my app',
      mode: 'relay',
      pathMode: 'append',
      filter: { eventType: 'order.*' },
      setHeaders: [['X-Env', 'dev']],
      removeHeaders: ['X-Secret']
    })

  expect(await receive(hooklab, 'order.paid', '/sub/path?x=1', { 'x-secret': 'no' })).toBe(201)
  expect(await receive(hooklab, 'user.created')).toBe(200)
  expect(app.requests.map(({ url, headers }) => [url, headers['x-env'], headers['x-secret']])).toEqual([
    ['/base/sub/path?x=1', 'dev', undefined]
  ])

  await toList(page)
  await expectDeliveries(page, 2)
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'order.paid' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByRole('region', { name: 'Delivery', exact: true }).getByText('Sent', { exact: true })).toBeVisible()
  expect(app.requests).toHaveLength(2)

  await page.keyboard.press('Shift+Home')
  await expect(page.getByRole('toolbar', { name: 'Selected deliveries' })).toContainText('2 selected')
  await page.keyboard.press('r')
  const several = page.getByRole('dialog', { name: 'Resend 2 deliveries' })
  await expect(several.getByRole('combobox', { name: 'Send to' })).toBeFocused()
  await choose(page, several.getByRole('combobox', { name: 'Send to' }), 'my app')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Replays' })).toContainText('2 of 2, 2 succeeded')
  expect(app.requests).toHaveLength(4)
  await expect(list(page)).toBeFocused()
  await pressOn(page, page.getByRole('region', { name: 'Replays' }).getByRole('button', { name: 'Dismiss' }), 'Enter')
  await toList(page)
  await page.keyboard.press('Escape')

  await pressOn(page, page.getByRole('button', { name: 'Other ways to resend' }), 'Enter')
  await menuItem(page, 'Another URL…')
  const elsewhere = page.getByRole('dialog', { name: 'Resend to a URL' })
  await expect(elsewhere.getByLabel('URL')).toBeFocused()
  await page.keyboard.type(`${app.url}/elsewhere`)
  await typeInto(page, elsewhere.getByLabel('Times'), '5')
  await page.keyboard.press('Tab')
  await typeInto(page, elsewhere.getByLabel('At once'), '3')
  await page.keyboard.press('Control+Enter')
  await expect(elsewhere).toBeHidden()
  await expect(page.getByText('Sent 5 times')).toBeVisible()
  expect(app.requests.filter(({ url }) => url === '/elsewhere')).toHaveLength(5)
  await expect(page.getByRole('button', { name: 'Other ways to resend' })).toBeFocused()
  await noPointer()
})

test('a delivery is edited and signed anew, and compared with how it came and with another attempt', async ({ page, hooklab }) => {
  const noPointer = await watchPointer(page)
  await using app = await startDeveloperApp()
  await hooklab.api('/endpoints/webhook', { method: 'PATCH', body: { scheme: 'stripe', onInvalid: 'observe' } })
  await hooklab.api('/endpoints/webhook/secrets', { method: 'POST', body: { value: secret } })
  await hooklab.api('/endpoints/webhook/targets', {
    method: 'POST',
    body: { name: 'my app', url: app.url, filter: { eventType: 'never' } }
  })
  await receiveStripe(hooklab, 'invoice.paid', 4_200)
  await receiveStripe(hooklab, 'invoice.sent', 100)
  await expectDeliveries(page, 2)
  await toList(page)
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('e')
  const editor = page.getByRole('dialog', { name: 'Edit and resend' })
  await expect(editor.getByLabel('Path and query')).toBeFocused()
  const edited = '{"id":"evt_1","type":"invoice.paid","amount":1}'
  await typeInto(page, editor.getByRole('textbox', { name: 'Body' }), edited.slice(0, -1))
  await page.keyboard.type('}')
  await expect(editor.getByRole('switch', { name: 'Sign it again' })).toBeChecked()
  await page.keyboard.press('Control+Enter')
  const result = editor.getByRole('region', { name: 'What came of it' })
  await expect(result.getByText('Answered 201')).toBeVisible()
  expect(app.requests.map(({ body }) => body)).toEqual([edited])
  expect(isSigned(app.requests[0])).toBe(true)

  await pressOn(page, result.getByRole('button', { name: 'Send again' }), 'Enter')
  await expect.poll(() => app.requests.length).toBe(2)
  await expect(result.getByText('Answered 201')).toBeVisible()
  await expect(result.getByRole('button', { name: 'Send again' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(editor).toBeHidden()
  await expect(list(page)).toBeFocused()

  const compared = page.getByRole('dialog', { name: 'Compare' })
  await page.keyboard.press('d')
  await expect(compared.getByRole('combobox', { name: 'Left side' })).toBeFocused()
  await expect(compared.getByText('Body differs')).toBeVisible()
  await choose(page, compared.getByRole('combobox', { name: 'Left side' }), /Attempt #1/)
  await choose(page, compared.getByRole('combobox', { name: 'Right side' }), /Attempt #2/)
  await expect(compared.getByText('Body equal')).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(list(page)).toBeFocused()
  await page.keyboard.press('Shift+Home')
  await page.keyboard.press('d')
  await pressOn(page, compared.getByRole('radio', { name: /^Headers/ }), 'ArrowRight')
  await expect(compared.getByRole('radio', { name: 'JSON' })).toBeChecked()
  await expect(compared.getByLabel('Left text')).toContainText('4200')
  await expect(compared.getByLabel('Right text')).toContainText('100')
  await page.keyboard.press('Control+Enter')
  await page.keyboard.press('Escape')
  await expect(compared).toBeHidden()
  await noPointer()
})

test('a replay is paused, goes on, stops at the first failure, and another is cancelled', async ({ page, hooklab }) => {
  const noPointer = await watchPointer(page)
  let release: () => void = () => undefined
  let held: Promise<void> | undefined
  const hold = (): void => {
    held = new Promise((resolve) => (release = resolve))
  }
  await using app = await startDeveloperApp({
    answer: async ({ body }) => {
      await held
      return body.includes('job.3') ? 500 : 200
    }
  })
  await hooklab.api('/endpoints/webhook/targets', {
    method: 'POST',
    body: { name: 'my app', url: app.url, filter: { eventType: 'never' } }
  })
  for (const event of ['other', 'job.1', 'job.2', 'job.3', 'job.4']) await receive(hooklab, event)
  await expectDeliveries(page, 5)
  const dock = page.getByRole('region', { name: 'Replays' })
  const dialog = page.getByRole('dialog', { name: 'Replay what the filter matches' })

  hold()
  await startReplay(page, dialog)
  await expect.poll(() => app.requests.length).toBe(1)
  await pressOn(page, dock.getByRole('button', { name: 'Pause' }), 'Enter')
  await expect(dock).toContainText('paused')
  release()
  await expect(dock).toContainText('1 of 4, 1 succeeded')
  expect(app.requests).toHaveLength(1)
  await pressOn(page, dock.getByRole('button', { name: 'Go on' }), 'Enter')
  await expect(dock).toContainText('Replay to my app stopped')
  expect(app.requests.map(({ body }) => (JSON.parse(body) as { event: string }).event)).toEqual(['job.1', 'job.2', 'job.3'])
  await pressOn(page, dock.getByRole('button', { name: 'Show failures' }), 'Enter')
  await expect(deliveryRows(page)).toHaveCount(1)
  await expect(deliveryRows(page)).toContainText('job.3')
  await pressOn(page, dock.getByRole('button', { name: 'Dismiss' }), 'Enter')
  await expect(dock).toHaveCount(0)
  await page.keyboard.press('Control+Shift+f')
  await expectDeliveries(page, 5)

  hold()
  await startReplay(page, dialog)
  await expect.poll(() => app.requests.length).toBe(4)
  await pressOn(page, dock.getByRole('button', { name: 'Cancel' }), 'Enter')
  await expect(dock).toContainText('Replay to my app cancelled')
  release()
  expect(app.requests).toHaveLength(4)
  await noPointer()
})

test('retries are set, seen, sent now and cancelled, and what a target missed is caught up with', async ({ page, hooklab }) => {
  const noPointer = await watchPointer(page)
  const gone = await startDeveloperApp()
  await gone[Symbol.asyncDispose]()
  await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { name: 'my app', url: gone.url } })
  for (const event of ['one', 'two']) await receive(hooklab, event)
  await run(page, 'edit the endpoint')
  await expect(page.getByRole('region', { name: 'Targets' })).toContainText('2 missed')
  await pressOn(page, page.getByRole('button', { name: /^my app/ }), 'Enter')
  await pressOn(page, page.getByRole('radiogroup', { name: 'Retries' }).getByRole('radio', { name: 'None' }), 'ArrowDown')
  await typeInto(page, page.getByRole('textbox', { name: 'First delay' }), '600000')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await targets(hooklab))[0]?.retry).toMatchObject({ kind: 'custom', delayMs: 600_000 })
  for (const event of ['three', 'four']) await receive(hooklab, event)

  await toList(page)
  await expectDeliveries(page, 4)
  await page.keyboard.press('w')
  const pending = page.getByRole('dialog', { name: 'Pending retries' })
  await expect(pending).toContainText('2 retries are pending')
  await expect(pending.getByRole('link').first()).toBeFocused()
  await using app = await startDeveloperApp({ port: gone.port })
  const events = (): readonly string[] => app.requests.map(({ body }) => (JSON.parse(body) as { event: string }).event)
  await pressOn(page, pending.getByRole('button', { name: 'Send retry 1 of 5 now' }).first(), 'Enter')
  await expect.poll(events).toEqual(['three'])
  await expect(pending).toContainText('One retry is pending')
  await pressOn(page, pending.getByRole('button', { name: 'Cancel retry 1 of 5' }), 'Enter')
  await expect(pending).toContainText('No retry is pending')
  await page.keyboard.press('Escape')
  await expect(pending).toBeHidden()

  await pressOn(page, page.getByRole('button', { name: /^Send the \d it missed$/ }).first(), 'Enter')
  await expect(page.getByText('my app has caught up')).toBeVisible()
  expect(events().slice(1, 3)).toEqual(['one', 'two'])
  await noPointer()
})

const list = (page: Page): Locator => page.getByRole('grid', { name: 'Deliveries' })

async function addTarget(page: Page, url: string, name: string): Promise<void> {
  await pressOn(page, page.getByRole('button', { name: 'Add target' }), 'Enter')
  const dialog = page.getByRole('dialog', { name: 'Add target' })
  await expect(dialog.getByLabel('URL')).toBeFocused()
  await page.keyboard.type(url)
  await page.keyboard.press('Tab')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: new RegExp(`^${name}`) })).toBeFocused()
}

async function startReplay(page: Page, dialog: Locator): Promise<void> {
  await toList(page)
  await page.keyboard.press('P')
  await expect(dialog.getByRole('textbox', { name: 'Filter' })).toBeFocused()
  await page.keyboard.type('type:job.*')
  await choose(page, dialog.getByRole('combobox', { name: 'Send to' }), 'my app')
  await pressOn(page, dialog.getByRole('radio', { name: 'None' }), 'ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('radio', { name: 'Faster' })).toBeChecked()
  await pressOn(page, dialog.getByRole('switch', { name: 'Stop at the first failure' }), 'Space')
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
}

async function menuItem(page: Page, name: string): Promise<void> {
  const item = page.getByRole('menuitem', { name })
  await expect(item).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(item).toBeFocused({ timeout: 100 })
  }).toPass({ intervals: [0] })
  await page.keyboard.press('Enter')
}

async function targets(hooklab: HooklabProcess): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return ((await (await hooklab.api('/endpoints/webhook/targets')).json()) as { items: Record<string, unknown>[] }).items
}

async function receive(hooklab: HooklabProcess, event: string, path = '', headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const response = await fetch(`${hooklab.listenerUrl}/webhook${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ event })
  })
  await response.arrayBuffer()
  return response.status
}

async function receiveStripe(hooklab: HooklabProcess, type: string, amount: number): Promise<void> {
  const body = JSON.stringify({ id: 'evt_1', type, amount })
  const time = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${signature}` }
  expect((await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', headers, body })).status).toBe(200)
}

function isSigned(request: AppRequest | undefined): boolean {
  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(request?.headers['stripe-signature'])) ?? []
  return createHmac('sha256', secret).update(`${time}.${request?.body}`).digest('hex') === signature
}
