/** Samples sent by the whole product to its own listener, and through a public URL. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/core/clock.ts'
import { defaultEndpoint } from '../../electron/core/endpoints/default-endpoint.ts'
import { createSender } from '../../electron/core/forwarding/send.ts'
import { silentLog } from '../../electron/core/log.ts'
import { createSendSample } from '../../electron/core/samples/send-sample.ts'
import { findScheme } from '../../electron/core/schemes/registry.ts'
import { rawTarget } from '../helpers/raw-target.ts'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let hooklab: RunningApp
beforeAll(async () => {
  hooklab = await runningApp()
})
afterAll(() => hooklab[Symbol.asyncDispose]())

describe('to the listener', () => {
  test('the default sample gets 200 from a fresh install, and its delivery is found', async () => {
    const sent = await hooklab.client.samples.send({})
    expect(sent).toEqual({
      deliveryId: expect.any(String),
      status: 200,
      url: `${hooklab.url}/webhook`,
      eventId: expect.stringMatching(/^evt_/),
      eventType: 'order.paid',
      verdict: { status: 'unsigned' },
      signing: { signed: false, note: expect.stringContaining('has no secret'), ownKey: 'none' },
      answer: '{"message":"Webhook received"}',
      durationMs: expect.any(Number)
    })
    expect(await hooklab.client.deliveries.get({ id: sent.deliveryId ?? '' })).toMatchObject({
      endpointId: 'webhook',
      eventId: sent.eventId,
      eventType: 'order.paid',
      verdict: { status: 'unsigned' },
      responseStatus: 200,
      viaTunnel: false
    })
  })

  test('every sample of every provider is taken by the default endpoint but the one that fails on purpose', async () => {
    const { items } = await hooklab.client.samples.list()
    for (const { provider, type } of items.filter((item) => ['generic', 'standard-webhooks', 'stripe', 'github'].includes(item.provider))) {
      const { status, deliveryId } = await hooklab.client.samples.send({ provider, type })
      expect([provider, type, status, deliveryId !== undefined]).toEqual([provider, type, type === 'fail_test' ? 500 : 200, true])
    }
  })

  test('it goes to the endpoint of its provider, signed with that endpoint’s secret', async () => {
    const endpoint = await hooklab.client.endpoints.create({ name: 'stripe', path: '/stripe', scheme: 'stripe' })
    await hooklab.client.endpoints.addSecret({ id: endpoint.id, value: 'whsec_Kq3vR8sTn1xYw5Bz' })
    const { deliveryId = '', status } = await hooklab.client.samples.send({ provider: 'stripe', type: 'invoice.paid' })
    expect(status).toBe(200)
    expect(await hooklab.client.deliveries.get({ id: deliveryId })).toMatchObject({
      endpointId: endpoint.id,
      verdict: { status: 'verified' },
      provider: 'stripe',
      eventType: 'invoice.paid'
    })
  })

  test('an endpoint that is unknown or off, and a sample that there is not, are refused', async () => {
    const off = await hooklab.client.endpoints.create({ name: 'off', path: '/off', enabled: false })
    const { send } = hooklab.client.samples
    await expect(send({ endpointId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(send({ endpointId: off.id })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('switched off') })
    await expect(send({ provider: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(send({ type: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('an answer that a fault swallows is told as such', async () => {
    const endpoint = await hooklab.client.endpoints.create({ name: 'reset', path: '/reset' })
    await hooklab.client.faults.create({ id: endpoint.id, kind: 'reset', params: { when: 'before' } })
    await expect(hooklab.client.samples.send({ endpointId: endpoint.id })).rejects.toMatchObject({
      code: 'UNPROCESSABLE',
      message: expect.stringContaining('fault')
    })
  })
})

describe('through the public URL', () => {
  test('it goes round when the tunnel is online', async () => {
    const online = hooklab.nextChange('tunnel.changed', ({ tunnel }) => tunnel.state === 'online')
    const url = `http://hooks.localhost:${hooklab.port}`
    await hooklab.client.tunnel.open({ driver: 'manual', options: { url } })
    await online
    const sent = await hooklab.client.samples.send({ via: 'public' })
    expect(sent).toMatchObject({ status: 200, url: `${url}/webhook` })
    expect(await hooklab.client.deliveries.get({ id: sent.deliveryId ?? '' })).toMatchObject({ viaTunnel: true, eventId: sent.eventId })
    await hooklab.client.tunnel.close()
    await expect(hooklab.client.samples.send({ via: 'public' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/The tunnel is closed.*Open the tunnel first/)
    })
  })

  test('a tunnel that gives no answer is named', async () => {
    await using tunnelServer = await rawTarget((socket) => socket.resetAndDestroy())
    const sender = createSender({ clock: systemClock, log: silentLog })
    const scheme = findScheme('generic')
    const send = createSendSample({
      send: sender.send,
      store: { listDeliveries: () => Promise.reject(new Error('not asked')), putNote: () => Promise.resolve() },
      plan: () => Promise.resolve({ signing: { signed: false, note: '', ownKey: 'none' }, sign: (request) => request }),
      clock: systemClock,
      newId: () => 'x1',
      endpoints: () =>
        scheme === undefined
          ? []
          : [
              {
                row: defaultEndpoint(0),
                scheme,
                settings: { toleranceSeconds: 300, options: {} },
                secrets: [],
                responseBody: new Uint8Array()
              }
            ],
      credentials: () => undefined,
      listenerUrl: 'http://127.0.0.1:9',
      tunnel: () => ({ state: 'online', publicUrl: tunnelServer.url })
    })
    await expect(send({ provider: 'generic', via: 'public' })).rejects.toMatchObject({ code: 'TUNNEL_FAILED' })
    expect(tunnelServer.connections).toBe(1)
  })
})
