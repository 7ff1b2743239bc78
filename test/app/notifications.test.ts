/** When the desktop speaks up, and when it keeps quiet. */
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { Notifications, type NotificationText } from '../../electron/app/notifications.ts'
import type { DeliverySummary, Tunnel, Verdict } from '../../electron/contract/index.ts'

const failure: Verdict = { status: 'failed', reason: 'signature_mismatch', detail: 'The signature does not match.' }

function delivery(id: string, verdict: Verdict = failure, eventType = 'invoice.paid'): DeliverySummary {
  return {
    id,
    receivedAt: 0,
    method: 'POST',
    url: '/webhook',
    provider: 'generic',
    eventType,
    verdict,
    handshake: false,
    sizeBytes: 0,
    durationMs: 0,
    viaTunnel: false,
    attempts: 0,
    redelivery: 0,
    starred: false
  }
}

function tunnel(state: Tunnel['state'], message?: string): Tunnel {
  return {
    state,
    driver: 'localtunnel',
    options: {},
    urlChanges: 0,
    log: [],
    ...(message === undefined ? {} : { reason: { cause: 'lost', message, remedy: '' } })
  }
}

class Shown extends EventEmitter {
  readonly text: NotificationText
  constructor(text: NotificationText) {
    super()
    this.text = text
  }
  show(): void {}
}

function setUp() {
  const settings = { failedVerdict: true, tunnelLost: true }
  const state = { focused: false }
  const shown: Shown[] = []
  const opened: string[] = []
  let timer: (() => void) | undefined
  const notifications = new Notifications({
    clock: {
      now: () => 0,
      after(_ms, task) {
        timer = task
        return () => (timer = undefined)
      }
    },
    settings: () => settings,
    windowFocused: () => state.focused,
    make(text) {
      const one = new Shown(text)
      shown.push(one)
      return one as unknown as Electron.Notification
    },
    openDelivery: (id) => opened.push(id),
    openTunnel: () => opened.push('tunnel')
  })
  return {
    settings,
    state,
    shown,
    opened,
    texts: () => shown.map(({ text }) => text),
    receive: (...items: DeliverySummary[]) => notifications.follow({ type: 'deliveries.received', items, skipped: 0 }),
    tunnel: (...states: Tunnel['state'][]) => {
      for (const one of states) notifications.follow({ type: 'tunnel.changed', tunnel: tunnel(one) })
    },
    follow: notifications.follow.bind(notifications),
    quietEnds: () => timer?.()
  }
}

test('a failed verdict is told with its event type and reason, and a click opens it', () => {
  const { receive, shown, texts, opened } = setUp()
  receive(delivery('d1'))
  expect(texts()).toEqual([{ title: 'A delivery failed verification', body: 'invoice.paid: signature mismatch' }])
  shown[0]?.emit('click')
  expect(opened).toEqual(['d1'])
})

test('nothing is told of deliveries that did not fail', () => {
  const { receive, shown } = setUp()
  receive(delivery('d1', { status: 'verified' }), delivery('d2', { status: 'unsigned' }), delivery('d3', { status: 'unchecked' }))
  expect(shown).toHaveLength(0)
})

test('a flood becomes one notification at once and one when the quiet time ends', () => {
  const { receive, texts, quietEnds, shown, opened } = setUp()
  for (let number = 1; number <= 500; number += 1) receive(delivery(`d${number}`))
  expect(texts()).toHaveLength(1)
  quietEnds()
  expect(texts()[1]?.title).toBe('499 deliveries failed verification')
  shown[1]?.emit('click')
  expect(opened).toEqual(['d500'])
  quietEnds()
  expect(texts()).toHaveLength(2)
})

test('each kind can be switched off', () => {
  const { settings, receive, tunnel, shown } = setUp()
  Object.assign(settings, { failedVerdict: false, tunnelLost: false })
  receive(delivery('d1'))
  tunnel('online', 'reconnecting')
  expect(shown).toHaveLength(0)
})

test('nothing is told while the window has the focus', () => {
  const { state, receive, tunnel, shown } = setUp()
  state.focused = true
  receive(delivery('d1'))
  tunnel('online', 'reconnecting')
  expect(shown).toHaveLength(0)
})

test('another public URL is told once, and each further one', () => {
  const { follow, texts, settings } = setUp()
  const change = (to: string, at: number): void =>
    follow({ type: 'tunnel.changed', tunnel: { ...tunnel('online'), publicUrl: to, urlChanged: { from: 'https://a.example', to, at } } })
  change('https://b.example', 1)
  change('https://b.example', 1)
  change('https://c.example', 2)
  settings.tunnelLost = false
  change('https://d.example', 3)
  expect(texts()).toEqual(
    ['https://b.example', 'https://c.example'].map((to) => ({
      title: 'The public URL has changed',
      body: `Providers that still call https://a.example reach nothing: give them ${to}.`
    }))
  )
})

test('a lost tunnel is told once for each loss, and a click opens the tunnel', () => {
  const { tunnel, texts, shown, opened } = setUp()
  tunnel('opening', 'checking', 'online', 'degraded')
  expect(texts()).toHaveLength(0)
  tunnel('reconnecting', 'failed', 'reconnecting')
  expect(texts().map(({ title }) => title)).toEqual(['The tunnel was lost'])
  shown[0]?.emit('click')
  expect(opened).toEqual(['tunnel'])
  tunnel('online', 'failed')
  expect(texts().map(({ title }) => title)).toEqual(['The tunnel was lost', 'The tunnel is down'])
})

test('a tunnel that is closed by hand, or never was online, is not told', () => {
  const { tunnel, shown } = setUp()
  tunnel('online', 'closing', 'closed', 'opening', 'failed')
  expect(shown).toHaveLength(0)
})

test('what a sender wrote can neither break the line nor turn its direction', () => {
  const { receive, texts } = setUp()
  receive(delivery('d1', failure, `a\nb\u202e${'x'.repeat(500)}`))
  const body = texts()[0]?.body ?? ''
  expect(body).not.toMatch(/[\p{C}\u2028\u2029]/u)
  expect(body.length).toBeLessThan(120)
})
