/** What the tray says and does. */
import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { trayState, trayTemplate, trayTooltip, type TrayView } from '../../electron/app/tray-menu.ts'
import { type DeliverySummary, type Tunnel, tunnelState } from '../../electron/contract/index.ts'

const closed: Tunnel = { state: 'closed', driver: 'localtunnel', options: {}, urlChanges: 0, log: [] }
const online: Tunnel = { ...closed, state: 'online', publicUrl: 'https://hook.example' }
const view: TrayView = { tunnel: closed, listenerUrl: 'http://127.0.0.1:5000', deliveries: [], keepRunning: false }

function delivery(id: string, part: Partial<DeliverySummary> = {}): DeliverySummary {
  return {
    id,
    receivedAt: 0,
    method: 'POST',
    url: '/webhook',
    provider: 'generic',
    verdict: { status: 'verified' },
    handshake: false,
    sizeBytes: 0,
    durationMs: 0,
    viaTunnel: false,
    attempts: 0,
    redelivery: 0,
    starred: false,
    ...part
  }
}

function draw(shown: TrayView) {
  const did: unknown[] = []
  const template = trayTemplate(shown, {
    open: () => did.push('open'),
    openDelivery: (id) => did.push(id),
    copy: (text) => did.push(text),
    setKeepRunning: (on) => did.push(on),
    quit: () => did.push('quit')
  })
  const click = (id: string): void => (template.find((item) => item.id === id)?.click as (() => void) | undefined)?.()
  return { template, ids: template.flatMap(({ id }) => id ?? []), did, click }
}

const label = (template: readonly MenuItemConstructorOptions[], id: string) => template.find((item) => item.id === id)?.label

test('a fresh start shows the listener and that nothing came yet', () => {
  const { ids, template } = draw(view)
  expect(ids).toEqual(['tray.tunnel', 'tray.copy-local', 'tray.none', 'tray.open', 'tray.keep-running', 'tray.quit'])
  expect(label(template, 'tray.tunnel')).toBe('Tunnel closed')
})

test('every item does what it says', () => {
  const { click, did } = draw({ ...view, tunnel: online, deliveries: [delivery('d1')] })
  for (const id of ['copy-public', 'copy-local', 'delivery.d1', 'open', 'keep-running', 'quit']) click(`tray.${id}`)
  expect(did).toEqual(['https://hook.example', 'http://127.0.0.1:5000', 'd1', 'open', true, 'quit'])
})

test('the last five deliveries are shown, each with verdict, type and answer', () => {
  const deliveries = ['1', '2', '3', '4', '5', '6'].map((id) => delivery(id, { eventType: `event.${id}`, responseStatus: 200 }))
  const { ids, template } = draw({ ...view, deliveries })
  expect(ids.filter((id) => id.startsWith('tray.delivery.'))).toHaveLength(5)
  expect(label(template, 'tray.delivery.1')).toMatch(/^\d\d:\d\d:\d\d {2}✓ verified {2}event\.1 {2}200$/)
})

test('a delivery without type or answer says so', () => {
  const failed = delivery('1', { verdict: { status: 'failed', reason: 'missing_header', detail: '' } })
  expect(label(draw({ ...view, deliveries: [failed] }).template, 'tray.delivery.1')).toMatch(/✗ failed {2}POST \/webhook {2}no answer$/)
})

test('what a sender wrote stays plain text in the menu', () => {
  const { template } = draw({ ...view, deliveries: [delivery('1', { eventType: `a&b\u202e\n${'x'.repeat(300)}` })] })
  const text = label(template, 'tray.delivery.1') ?? ''
  expect(text).toContain('a&&b')
  expect(text).not.toMatch(/\p{C}/u)
  expect(text.length).toBeLessThan(120)
})

test('where the system keeps apps running there is no choice to make', () => {
  const { tunnel, listenerUrl, deliveries } = view
  expect(draw({ tunnel, listenerUrl, deliveries }).ids).not.toContain('tray.keep-running')
})

test('each state of the tunnel has a picture and a sentence', () => {
  const pictures = Object.fromEntries(tunnelState.options.map((state) => [state, trayState({ state })]))
  expect(pictures).toEqual({
    closed: 'closed',
    opening: 'closed',
    checking: 'closed',
    online: 'online',
    degraded: 'problem',
    reconnecting: 'problem',
    failed: 'problem',
    closing: 'closed'
  })
  const tips = tunnelState.options.map((state) => trayTooltip({ ...view, tunnel: { ...closed, state } }))
  expect(new Set(tips).size).toBe(tips.length)
})
