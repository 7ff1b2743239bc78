/** Calls what tunnel drivers keep: tokens, and the keys of ssh servers, with OpenSSH's own server. */
import { expect } from 'vitest'
import { startSshd } from '../helpers/sshd.ts'
import type { RestClient } from './contract-routes.ts'

export async function callDriverRoutes(rest: RestClient): Promise<void> {
  const stored = await rest.call('POST /tunnel/secrets', {}, { body: { driver: 'ngrok', value: 'token-with-its-last-four-abcd' } })
  const isNgrok = ({ id }: { id: string }): boolean => id === 'ngrok'
  expect(stored.body.items.find(isNgrok).secret.hint).toBe('abcd')
  expect(JSON.stringify(stored.body)).not.toContain('token-with')
  const removed = await rest.call('DELETE /tunnel/secrets/{driver}', { driver: 'ngrok' })
  expect(removed.body.items.find(isNgrok).secret.hint).toBeUndefined()

  await using sshd = await startSshd()
  const options = { host: '127.0.0.1', port: sshd.port, user: sshd.user, identityFile: sshd.identityFile, url: 'http://127.0.0.1:{port}' }
  await rest.call('POST /tunnel/open', {}, { body: { driver: 'ssh', options } })
  await expect.poll(async () => (await rest.call('GET /tunnel')).body.reason?.cause, { timeout: 10_000 }).toBe('host_key_unknown')
  const { server, fingerprint } = (await rest.call('GET /tunnel')).body.reason.hostKey
  await rest.call('POST /tunnel/host-keys', {}, { body: { server, fingerprint } })
  await rest.call('POST /tunnel/open', {}, { body: { driver: 'ssh', options } })
  await expect.poll(async () => (await rest.call('GET /tunnel')).body.state, { timeout: 20_000 }).toBe('online')
  expect((await rest.call('POST /tunnel/go-back')).body.state).toBe('online')
  await rest.call('POST /tunnel/close')
  await rest.call('DELETE /tunnel/host-keys', { server })
}
