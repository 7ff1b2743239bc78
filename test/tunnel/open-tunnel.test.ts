/** The tunnel as the product opens it, headless as well: watched while it is wanted, with the developer's settings. */
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChangeBus } from '../../electron/core/changes/change-bus.ts'
import { openKeyFileSecretStore } from '../../electron/core/secrets/key-file-secret-store.ts'
import { defaultSettings } from '../../electron/core/settings/settings.ts'
import type { Interfaces } from '../../electron/core/tunnel/watch-network.ts'
import { openTunnelSupervisor } from '../../electron/core/wiring/open-tunnel.ts'
import { fakeClock } from '../helpers/fake-clock.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'
import { startLocaltunnelServer, type LocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { callPublicUrl } from '../helpers/tunnel-session.ts'

let running: RunningApp
let server: LocaltunnelServer
beforeAll(async () => {
  running = await runningApp()
  server = await startLocaltunnelServer()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

test('another network is noticed while the tunnel is wanted, and not looked for when it is closed', async () => {
  const clock = fakeClock()
  const woken: unknown[] = []
  let interfaces: Interfaces = networkInterfaces()
  const { supervisor } = await openTunnelSupervisor({
    ports: {
      clock,
      log: { info: (event, fields) => void (event === 'tunnel.wake' && woken.push(fields?.['reason'])), warn() {}, error() {} },
      secretStore: openKeyFileSecretStore({ dataFolder: running.folder }),
      dataFolder: running.folder,
      version: '0.0.0-test',
      host: 'headless',
      listener: { port: 0, fixed: false }
    },
    store: { getNote: () => Promise.resolve(undefined), putNote: () => Promise.resolve() },
    bus: new ChangeBus(clock),
    doorPort: running.port,
    publicPath: () => undefined,
    settings: () => defaultSettings,
    interfaces: () => interfaces
  })
  expect(clock.pending).toBe(0)
  supervisor.open({ driver: 'manual', options: { url: 'http://127.0.0.1:1' } })
  const [[, infos = []] = []] = Object.entries(networkInterfaces())
  interfaces = { wlan7: infos.map((info) => ({ ...info, address: '198.51.100.7', internal: false })) }
  await clock.advance(5_000)
  expect(woken).toEqual(['network'])
  const closed = supervisor.close()
  await clock.advance(5_000)
  await closed
  interfaces = {}
  await clock.advance(60_000)
  expect(woken).toEqual(['network'])
})

test('what arrived is kept, also when the tunnel goes before the answer can', async () => {
  const { client } = running
  const { items } = await client.endpoints.list()
  const id = items[0]?.id ?? ''
  const proven = running.nextChange('tunnel.changed', ({ tunnel }) => tunnel.state === 'online')
  await client.tunnel.open({ driver: 'localtunnel', options: { host: server.host, subdomain: 'sunny-day' } })
  await proven
  await client.faults.create({ id, kind: 'hang', params: {}, scope: { always: true }, enabled: true })
  const arrived = running.nextChange('deliveries.received')
  const answered = callPublicUrl(`${server.publicUrl('sunny-day')}/webhook`, { body: Buffer.from('{"event":"kept"}') }).then(
    () => true,
    () => false
  )
  const { items: received } = await arrived
  await server.kill()
  expect(await answered).toBe(false)
  const delivery = await client.deliveries.get({ id: received[0]?.id ?? '' })
  expect(delivery).toMatchObject({ eventType: 'kept', viaTunnel: true })
  expect(Buffer.from(delivery.body.base64, 'base64').toString()).toBe('{"event":"kept"}')
})
