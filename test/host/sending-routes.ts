/** The routes of sending, called one after the other. */
import { expect } from 'vitest'
import { eventually } from '../helpers/eventually.ts'
import { freePort } from '../helpers/odd-server.ts'
import type { RestClient } from './contract-routes.ts'

/** `deliver` sends a delivery and answers with its id. */
export async function callSendingRoutes(rest: RestClient, deliver: () => Promise<string>): Promise<void> {
  const endpoint = { id: 'webhook' }
  const retry = { kind: 'custom', delayMs: 86_400_000, maxDelayMs: 86_400_000 }
  const url = `http://127.0.0.1:${await freePort()}/`
  const target = { url, retry, allowRemote: true }
  const targetId: string = (await rest.call('POST /endpoints/{id}/targets', endpoint, { body: target })).body.id
  const confirmed = await rest.call('POST /endpoints/{id}/targets/{targetId}/confirm', { ...endpoint, targetId }, { body: { address: '169.254.1.1' } }) // prettier-ignore
  expect(confirmed.body.confirmedAddresses).toEqual(['169.254.1.1'])

  const id = await deliver()
  await deliver()
  const pending = () => rest.call('GET /retries', { targetId })
  const { items } = (await eventually(pending, ({ body }) => body.total === 2)).body
  const [first, second] = items
  expect(first).toMatchObject({ number: 1, limit: 5, state: 'waiting', lastOutcome: { kind: 'refused' } })
  expect((await rest.call('POST /retries/{id}/send', { id: first.id })).body).toMatchObject({ kind: 'retry', outcome: { kind: 'refused' } })
  await rest.call('DELETE /retries/{id}', { id: second.id })
  expect((await rest.call('DELETE /retries', { targetId })).body).toEqual({ cancelled: 1 })

  const health = await rest.call('GET /targets/health')
  expect(health.body.items).toContainEqual(expect.objectContaining({ targetId, state: 'down', missed: 2, pendingRetries: 0 }))
  expect((await rest.call('GET /endpoints/{id}/targets/{targetId}/missed', { ...endpoint, targetId })).body).toMatchObject({ total: 2 })
  const caught = await rest.call('POST /endpoints/{id}/targets/{targetId}/catch-up', { ...endpoint, targetId })
  expect(caught.body).toMatchObject({ kind: 'catch-up', total: 2 })
  await rest.call('DELETE /endpoints/{id}/targets/{targetId}/missed', { ...endpoint, targetId })

  const [attempt] = (await rest.call('GET /deliveries/{id}/attempts', { id })).body.items
  const range = { id, attemptId: attempt.id, part: 'request', offset: '0', length: '1' }
  expect(Buffer.from((await rest.call('GET /deliveries/{id}/attempts/{attemptId}/bytes', range)).body.base64, 'base64')).toHaveLength(1)
  expect((await rest.call('POST /deliveries/resend', {}, { body: { ids: [id], targetUrl: url } })).body).toMatchObject({ kind: 'resend', total: 1 }) // prettier-ignore

  // It waits for hours before its second delivery.
  const slow = { q: '', targetUrl: url, gaps: 'scaled', speed: 0.01, longestGapMs: 86_400_000 }
  const { body: job } = await rest.call('POST /replays', {}, { body: slow })
  expect(job).toMatchObject({ kind: 'replay', state: 'running' })
  expect((await rest.call('GET /jobs')).body.items[0].id).toBe(job.id)
  expect((await rest.call('POST /jobs/{id}/pause', { id: job.id })).body.state).toBe('paused')
  expect((await rest.call('POST /jobs/{id}/resume', { id: job.id })).body.state).toBe('running')
  expect((await rest.call('POST /jobs/{id}/cancel', { id: job.id })).body.state).toBe('cancelled')
  await eventually(() => rest.call('GET /jobs/{id}', { id: job.id }), ({ body }) => body.endedAt !== undefined) // prettier-ignore
  await rest.call('DELETE /jobs/{id}', { id: job.id })
  expect((await rest.call('POST /deliveries/remove', {}, { body: { ids: [id] } })).body.deleted).toBe(1)
  await rest.call('DELETE /endpoints/{id}/targets/{targetId}', { ...endpoint, targetId })
}
