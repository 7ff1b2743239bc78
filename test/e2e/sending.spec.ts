/** Many at once: a selection, a replay, what a target missed, and retries. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HooklabProcess } from '../helpers/hooklab-process.ts'
import { deliveryRows, expect, expectAccessible, expectDeliveries, goTo, test } from '../helpers/interface-test.ts'

/** The developer's own app: remembers the events that came, in order. */
function createApp(events: string[]): Server {
  return createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece))
    request.on('end', () => {
      events.push((JSON.parse(text) as { event: string }).event)
      response.end('{}')
    })
  })
}

async function listen(app: Server, port = 0): Promise<number> {
  app.listen(port, '127.0.0.1')
  await once(app, 'listening')
  return (app.address() as AddressInfo).port
}

async function close(app: Server): Promise<void> {
  app.closeAllConnections()
  app.close()
  await once(app, 'close')
}

async function receive(hooklab: HooklabProcess, ...events: readonly string[]): Promise<void> {
  for (const event of events) {
    await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: JSON.stringify({ event, id: `evt_${event}` }) })
  }
}

async function addTarget(hooklab: HooklabProcess, url: string, more: object = {}): Promise<void> {
  const response = await hooklab.api('/endpoints/webhook/targets', { method: 'POST', body: { name: 'my app', url, ...more } })
  expect(response.status).toBe(201)
}

test('a selection is resent, and what a filter matches is replayed in order', async ({ page, hooklab }) => {
  const events: string[] = []
  const app = createApp(events)
  await addTarget(hooklab, `http://127.0.0.1:${await listen(app)}/hook`)
  await receive(hooklab, 'one', 'two', 'three', 'other')
  await expect.poll(() => events.length).toBe(4)
  events.length = 0
  await expectDeliveries(page, 4)
  await deliveryRows(page).filter({ hasText: 'three' }).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  const selected = page.getByRole('toolbar', { name: 'Selected deliveries' })
  await expect(selected).toContainText('3 selected')
  await selected.getByRole('button', { name: 'Resend' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /resend|start/i }).click()
  const dock = page.getByRole('region', { name: 'Replays' })
  await expect(dock).toContainText('3 of 3, 3 succeeded')
  expect(events.toSorted()).toEqual(['one', 'three', 'two'])
  await dock.getByRole('button', { name: 'Dismiss' }).click()
  await expect(dock).toHaveCount(0)

  events.length = 0
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Replay what')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('textbox', { name: 'Filter' }).fill('type:t*')
  await expectAccessible(page, hooklab, 'replay')
  await page.getByRole('dialog').getByRole('button', { name: 'Start the replay' }).click()
  await expect(dock).toContainText('2 of 2, 2 succeeded')
  expect(events).toEqual(['two', 'three'])
  await close(app)
})

test('a target that was down is retried, and caught up with when it answers again', async ({ page, hooklab }) => {
  const events: string[] = []
  const gone = createApp(events)
  const port = await listen(gone)
  await close(gone)
  await addTarget(hooklab, `http://127.0.0.1:${port}/hook`)
  await receive(hooklab, 'one', 'two')
  await goTo(page, 'endpoints/webhook')
  await expect(page.getByRole('region', { name: 'Targets' })).toContainText('2 missed')

  await page
    .getByRole('button', { name: /my app/ })
    .first()
    .click()
  await expect(page.getByText('my app is down and missed 2 deliveries')).toBeVisible()
  await page.getByRole('radio', { name: 'Custom' }).click()
  await page.getByRole('textbox', { name: 'First delay' }).fill('600000')
  await page.keyboard.press('Enter')
  await receive(hooklab, 'three')
  const pending = page.getByRole('region', { name: 'Pending retries' })
  await expect(pending).toContainText('One retry is pending')
  await expectAccessible(page, hooklab, 'target-retries')

  const app = createApp(events)
  await listen(app, port)
  await pending.getByRole('button', { name: 'Send retry 1 of 5 now' }).click()
  await expect.poll(() => events).toEqual(['three'])
  await expect(page.getByText('my app answers again; it missed 2 deliveries').first()).toBeVisible()
  await page.getByRole('button', { name: 'Send the 2 it missed' }).first().click()
  await expect(page.getByText('my app has caught up')).toBeVisible()
  expect(events).toEqual(['three', 'one', 'two'])
  await close(app)
})
