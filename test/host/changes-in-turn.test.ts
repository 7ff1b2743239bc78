/** Changes of the same thing that are asked for at once: none undoes what another has set. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runningApp, type RunningApp } from '../helpers/running-app.ts'

let app: RunningApp

beforeAll(async () => {
  app = await runningApp()
})

afterAll(() => app[Symbol.asyncDispose]())

test('settings', async () => {
  const { settings } = app.client
  await Promise.all([
    settings.update({ durability: 'full' }),
    settings.update({ logBodies: true }),
    settings.update({ reopenTunnel: false })
  ])
  expect(await settings.get()).toMatchObject({ durability: 'full', logBodies: true, reopenTunnel: false })
})

test('an endpoint, with a secret that is added meanwhile', async () => {
  const { endpoints } = app.client
  const { id } = await endpoints.create({ name: 'shop', path: '/shop' })
  await Promise.all([
    endpoints.update({ id, name: 'my shop' }),
    endpoints.addSecret({ id, value: 'a secret of some length' }),
    endpoints.update({ id, requireJson: false })
  ])
  expect(await endpoints.get({ id })).toMatchObject({ name: 'my shop', requireJson: false, secrets: [{}] })
})

test('one path can’t be had twice', async () => {
  const { endpoints } = app.client
  const made = await Promise.allSettled([
    endpoints.create({ name: 'one', path: '/same' }),
    endpoints.create({ name: 'two', path: '/same' })
  ])
  expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('targets, while another one goes', async () => {
  const { targets } = app.client
  const id = (await app.client.endpoints.create({ name: 'sent on', path: '/sent-on' })).id
  const first = await targets.create({ id, url: 'http://127.0.0.1:3001/' })
  const second = await targets.create({ id, url: 'http://127.0.0.1:3002/' })
  await Promise.all([
    targets.remove({ id, targetId: first.id }),
    targets.update({ id, targetId: second.id, name: 'my app' }),
    targets.update({ id, targetId: second.id, enabled: false })
  ])
  expect((await targets.list({ id })).items).toMatchObject([{ id: second.id, name: 'my app', enabled: false }])
})

test('a fault', async () => {
  const { faults } = app.client
  const id = (await app.client.endpoints.create({ name: 'failing', path: '/failing' })).id
  const rule = await faults.create({ id, kind: 'status', params: { status: 500 }, scope: { always: true } })
  await Promise.all([faults.update({ id, faultId: rule.id, label: 'Down' }), faults.update({ id, faultId: rule.id, enabled: false })])
  expect((await faults.list({ id })).items).toMatchObject([{ label: 'Down', enabled: false }])
})
