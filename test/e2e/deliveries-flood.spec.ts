/** The live list under load: every row is there, and the page never stands still. */
import type { Page } from '@playwright/test'
import { Agent, request } from 'node:http'
import { deliveryRows, expect, expectDeliveries, test } from '../helpers/interface-test.ts'
import { watchMainThread } from '../helpers/main-thread.ts'

const aSecond = 200
const seconds = 20
const total = aSecond * seconds
/** Three times the budget: processor time, too, grows on a machine that does a dozen things at once. */
const generousTaskMs = 150

test('at 200 a second for 20 seconds every delivery gets its row, and the page has time to spare', async ({
  page,
  browser,
  hooklab
}, info) => {
  test.setTimeout(180_000)
  await page.getByRole('button', { name: 'Send a test delivery' }).click()
  await expect(deliveryRows(page)).toHaveCount(1)
  const stopWatching = await watchMainThread(browser, page)
  const statuses = await flood(`${hooklab.listenerUrl}/webhook`)
  expect(statuses.size).toBe(1)
  expect(statuses.get(200)).toBe(total)
  await expect(page.getByRole('grid', { name: 'Deliveries' })).toHaveAttribute('aria-rowcount', String(total + 2), { timeout: 30_000 })
  const { long, longestMs, tasks, totalMs } = await stopWatching()
  info.annotations.push({
    type: 'main thread',
    description: `${tasks} tasks, ${Math.round(totalMs)} ms of processor time in ${seconds} s, the longest ${longestMs.toFixed(1)} ms, ${long.length} over 50 ms`
  })
  // Budgets are figures, told above and by `npm run bench`; here only what no machine may exceed.
  expect(longestMs).toBeLessThan(generousTaskMs)
  expect(totalMs).toBeLessThan(seconds * 500)
  expect(await numbersInList(page)).toEqual(Array.from({ length: total }, (_, index) => total - 1 - index))
})

test('held still, the list stays where it is and counts what is new', async ({ page, hooklab }) => {
  const send = (name: string): Promise<Response> =>
    fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: JSON.stringify({ event: name }) })
  for (let number = 0; number < 60; number += 1) await send(`old.${number}`)
  await expectDeliveries(page, 60)
  const row = page.getByRole('row', { name: /^old\.40,/ })
  await row.click()
  await page.keyboard.press('Escape')
  const before = await row.boundingBox()
  for (let number = 0; number < 30; number += 1) await send(`new.${number}`)
  await expect(page.getByRole('button', { name: '30 new' })).toBeVisible()
  expect(await row.boundingBox()).toEqual(before)

  await page.getByRole('button', { name: '30 new' }).click()
  await expect(deliveryRows(page).first()).toContainText('new.29')
  await send('newest')
  await expect(deliveryRows(page).first()).toContainText('newest')
  await expect(page.getByRole('button', { name: /new$/ })).toBeHidden()
})

test('paused, it counts what it holds back, and resumed it is whole', async ({ page, hooklab }) => {
  const send = (name: string): Promise<Response> =>
    fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', body: JSON.stringify({ event: name }) })
  await send('before')
  await expect(deliveryRows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Pause the list' }).click()
  for (let number = 0; number < 5; number += 1) await send(`held.${number}`)
  await expect(page.getByText('Paused: 5 deliveries are held back')).toBeVisible()
  await expect(deliveryRows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(deliveryRows(page)).toHaveCount(6)
})

/** Sends at an even pace, whatever the answers take. Answers how often each status came. */
async function flood(url: string): Promise<ReadonlyMap<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const statuses = new Map<number, number>()
  const sent: Promise<void>[] = []
  const startedAt = Date.now()
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(total, Math.floor(((Date.now() - startedAt) / 1000) * aSecond))
      while (sent.length < due)
        sent.push(post(url, agent, sent.length).then((status) => void statuses.set(status, (statuses.get(status) ?? 0) + 1)))
      if (sent.length < total) return
      clearInterval(timer)
      resolve()
    }, 5)
  })
  await Promise.all(sent)
  agent.destroy()
  return statuses
}

function post(url: string, agent: Agent, number: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ event: `flood.${number}`, pad: 'x'.repeat(1_400) })
    const outgoing = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    outgoing.on('error', reject).end(body)
  })
}

/** Goes through the whole list and reads the number of each flood row; rows may differ a little in order, as they did on arrival. */
async function numbersInList(page: Page): Promise<readonly number[]> {
  const numbers = await page.evaluate(async () => {
    const list = document.querySelector('[data-delivery-list]')
    const seen = new Set<number>()
    if (!list) return []
    for (let top = 0; top < list.scrollHeight; top += list.clientHeight / 2) {
      list.scrollTop = top
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      for (const row of list.querySelectorAll('[data-id]')) {
        const number = /flood\.(\d+)/.exec(row.textContent ?? '')?.[1]
        if (number !== undefined) seen.add(Number(number))
      }
    }
    return [...seen]
  })
  return numbers.sort((one, other) => other - one)
}
