import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' }
import { sign } from '@octokit/webhooks-methods'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startLocaltunnelServer } from '../helpers/localtunnel-server.ts'
import { runningApp } from '../helpers/running-app.ts'
import { callPublicUrl } from '../helpers/tunnel-session.ts'

const secret = 'octo-secret'

test('GitHub’s real payloads keep every byte through a real tunnel, and verify', { timeout: 120_000 }, async () => {
  await using server = await startLocaltunnelServer()
  await using app = await runningApp()
  const { id } = await app.client.endpoints.create({ name: 'github', path: '/github', scheme: 'github' })
  await app.client.endpoints.addSecret({ id, value: secret })
  const online = app.nextChange('tunnel.changed', (change) => change.tunnel.state === 'online')
  await app.client.tunnel.open({ driver: 'localtunnel', options: { host: server.host, subdomain: 'octocat' } })
  const { publicUrl } = (await online).tunnel
  expect(publicUrl).toBe(server.publicUrl('octocat'))

  for (const { name, examples: payloads } of examples) {
    const payload = Buffer.from(JSON.stringify(payloads[0], undefined, 2))
    const delivery = randomUUID()
    const answer = await callPublicUrl(`${publicUrl}/github`, {
      method: 'POST',
      body: payload,
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/044aadd',
        'x-github-event': name,
        'x-github-delivery': delivery,
        'x-hub-signature-256': await sign(secret, payload.toString())
      }
    })
    expect(answer.status, name).toBe(200)
    const { items } = await app.client.deliveries.list({ limit: 1 })
    expect(items[0], name).toMatchObject({ verdict: { status: 'verified' }, viaTunnel: true, eventId: delivery, provider: 'github' })
    expect(payload.equals(Buffer.from(await app.app.deliveryBody(items[0]?.id ?? ''))), name).toBe(true)
  }
})
