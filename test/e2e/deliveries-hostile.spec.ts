/** Every field of a delivery is hostile: it stays text, wherever it is shown. */
import { connect } from 'node:net'
import { deliveryRows, expect, openNewest, test } from '../helpers/interface-test.ts'

const html = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>'
const bidi = 'user\u202Egpj.exe'

/** Sends bytes as they are: an ordinary client would not let most of them out. */
function sendRaw(listenerUrl: string, text: string): Promise<void> {
  const { hostname, port } = new URL(listenerUrl)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(text))
    socket
      .on('error', reject)
      .on('close', () => resolve())
      .resume()
  })
}

test('HTML and script in every field stay text on every tab', async ({ page, hooklab }) => {
  const body = JSON.stringify({ event: html, id: html, [html]: [html, { deep: html }], bidi })
  const head = [
    `POST /webhook?q=${html.replaceAll(' ', '%20')} HTTP/1.1`,
    'Host: x',
    `User-Agent: ${html}`,
    `X-Html: ${html}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close'
  ]
  await sendRaw(hooklab.listenerUrl, `${head.join('\r\n')}\r\n\r\n${body}`)
  await expect(deliveryRows(page)).toHaveCount(1)
  await expect(deliveryRows(page)).toContainText('<img src=x')
  await deliveryRows(page).click()
  for (const tab of ['Overview', 'Signature', 'Headers', 'Body', 'Response', 'Attempts', 'Redeliveries']) {
    await page.getByRole('tab', { name: tab }).click()
    await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
    expect(await page.evaluate(() => document.querySelectorAll('img, main script, iframe').length)).toBe(0)
  }
  await page.getByRole('tab', { name: 'Body' }).click()
  await expect(page.getByRole('treeitem', { name: /bidi: userU\+202Egpj\.exe/ })).toBeVisible()
  for (const view of ['Pretty', 'Raw']) {
    await page.getByRole('radio', { name: view, exact: true }).click()
    await expect(page.locator('.cm-content')).toContainText('<img src=x')
    await expect(page.locator('.cm-content')).toContainText('‹U+202E›')
  }
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false)
})

test('control and bidi characters in path and event type are symbols in the list', async ({ page, hooklab }) => {
  const response = await fetch(`${hooklab.listenerUrl}/webhook?${encodeURIComponent(bidi)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: `a${bidi}\u0007` })
  })
  await response.arrayBuffer()
  await expect(deliveryRows(page)).toContainText('auser‹U+202E›gpj.exe␇')
  expect(await page.evaluate(() => document.body.innerText.includes('\u202E'))).toBe(false)
})

test('a name that a script is given changes nothing: prototypes stay what they are', async ({ page, hooklab }) => {
  const body = '{"event":"__proto__","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'
  await (
    await fetch(`${hooklab.listenerUrl}/webhook`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  ).arrayBuffer()
  await openNewest(page)
  await page.getByRole('tab', { name: 'Body' }).click()
  await expect(page.getByRole('treeitem', { name: /__proto__/ }).first()).toBeVisible()
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false)
})
