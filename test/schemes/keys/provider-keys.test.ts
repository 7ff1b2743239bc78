/** Keys of providers over time: fetched once, tried again, kept with an age, bounded whatever is asked for. */
import type { Agent } from 'node:https'
import { expect, test } from 'vitest'
import { silentLog } from '../../../electron/core/log.ts'
import { ProviderKeys, keyName } from '../../../electron/core/schemes/keys/provider-keys.ts'
import { findScheme } from '../../../electron/core/schemes/registry.ts'
import type { RequiredKey, Scheme } from '../../../electron/core/schemes/scheme.ts'
import { withDeadline } from '../../helpers/deadline.ts'
import { fakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { providerHosts, signing } from '../../helpers/provider-hosts.ts'

const sns = schemeOf('aws-sns')
const first = certificate('SimpleNotificationService-1.pem')
const day = 86_400_000

function schemeOf(id: string): Scheme {
  const scheme = findScheme(id)
  if (scheme === undefined) throw new Error(`no scheme ${id}`)
  return scheme
}

function certificate(file: string): RequiredKey {
  const url = `https://sns.us-east-1.amazonaws.com/${file}`
  return { kind: 'certificate', url, keyId: url }
}

interface Ring {
  readonly keys: ProviderKeys
  /** Does what is given and resolves with the next news. */
  readonly news: (action: () => unknown) => Promise<string>
}

function memoryStore() {
  const notes = new Map<string, unknown>()
  return {
    getNote: (key: string) => Promise.resolve(notes.get(key)),
    // As the store does it: what comes back has been through JSON.
    putNote: (key: string, value: unknown) => Promise.resolve(void notes.set(key, JSON.parse(JSON.stringify(value))))
  }
}

async function open(agent: Agent, clock: FakeClock, store = memoryStore()): Promise<Ring> {
  const keys = await ProviderKeys.open({ clock, log: silentLog, store, agent })
  return {
    keys,
    news: (action) => {
      const heard = new Promise<string>((resolve) => keys.onNews(resolve))
      action()
      return withDeadline(heard, 20_000, 'no news of the key')
    }
  }
}

test('a missing key is fetched once, however many deliveries want it, and is at hand from then on', async () => {
  await using hosts = await providerHosts()
  const { keys, news } = await open(hosts.agent, fakeClock(Date.now()))
  expect(keys.find(sns, first)).toBeUndefined()
  expect(hosts.requests).toEqual([])
  const name = await news(() => {
    for (let times = 0; times < 50; times += 1) {
      expect(keys.want(sns, first)).toEqual({
        comes: true,
        detail: expect.stringContaining('is being fetched from sns.us-east-1.amazonaws.com')
      })
    }
  })
  expect(name).toBe(keyName(sns, first))
  expect(keys.find(sns, first)).toEqual({ id: 'provider-key', label: 'Key of AWS SNS', value: signing.cert })
  expect(keys.find(sns, certificate('other.pem'))).toBeUndefined()
  expect(keys.find(schemeOf('paypal'), first)).toBeUndefined()
  expect(hosts.requests).toHaveLength(1)
  await keys.close()
})

test('while the provider cannot be reached it is tried again, ever more rarely, and says so', async () => {
  await using hosts = await providerHosts()
  hosts.answer((_request, response) => response.writeHead(503).end())
  const clock = fakeClock(Date.now())
  const { keys, news } = await open(hosts.agent, clock)
  await news(() => keys.want(sns, first))
  expect(keys.want(sns, first)).toEqual({
    comes: true,
    detail: expect.stringMatching(/can’t be fetched from .*: it answered 503\. It is tried again/)
  })
  expect(hosts.requests).toHaveLength(1)

  await clock.advance(4_999)
  expect(hosts.requests).toHaveLength(1)
  await clock.advance(1)
  await hosts.requested(2)
  // The second try has ended once its wait has begun.
  await expect.poll(() => clock.pending, { timeout: 20_000 }).toBe(1)
  await clock.advance(29_999)
  expect(hosts.requests).toHaveLength(2)

  hosts.answer((_request, response) => response.end(signing.cert))
  await news(() => void clock.advance(1))
  expect(keys.find(sns, first)?.value).toBe(signing.cert)
  await keys.close()
})

test('what the provider does not have is not asked for again within the hour', async () => {
  await using hosts = await providerHosts()
  hosts.answer((_request, response) => response.writeHead(404).end())
  const clock = fakeClock(Date.now())
  const { keys, news } = await open(hosts.agent, clock)
  await news(() => keys.want(sns, first))
  const refused = { comes: false, detail: expect.stringMatching(/can’t be fetched from .*: it answered 404\. .*may be pinned/) }
  expect(keys.want(sns, first)).toEqual(refused)
  await clock.advance(3_599_999)
  expect(keys.want(sns, first)).toEqual(refused)
  expect(hosts.requests).toHaveLength(1)
  hosts.answer((_request, response) => response.end(signing.cert))
  await clock.advance(1)
  await news(() => keys.want(sns, first))
  expect(keys.find(sns, first)).toBeDefined()
  await keys.close()
})

test('a key outlives a restart, is fetched anew after a day, and is used for a week at most', async () => {
  await using hosts = await providerHosts()
  const clock = fakeClock(Date.now())
  const store = memoryStore()
  const before = await open(hosts.agent, clock, store)
  await before.news(() => before.keys.want(sns, first))
  await before.keys.close()

  const { keys, news } = await open(hosts.agent, clock, store)
  expect(keys.find(sns, first)?.value).toBe(signing.cert)
  await clock.advance(day)
  expect(keys.find(sns, first)).toBeDefined()
  expect(hosts.requests).toHaveLength(1)

  hosts.answer((_request, response) => response.writeHead(503).end())
  await clock.advance(1)
  await news(() => expect(keys.find(sns, first)).toBeDefined())
  expect(hosts.requests).toHaveLength(2)
  await keys.close()

  const late = fakeClock(clock.now() + 6 * day + 1)
  const after = await open(hosts.agent, late, store)
  expect(after.keys.find(sns, first)).toBeUndefined()
  await after.keys.close()
})

test('a key that the provider has taken back is used no longer', async () => {
  await using hosts = await providerHosts()
  const clock = fakeClock(Date.now())
  const { keys, news } = await open(hosts.agent, clock)
  await news(() => keys.want(sns, first))
  hosts.answer((_request, response) => response.writeHead(404).end())
  await clock.advance(day + 1)
  await news(() => keys.find(sns, first))
  expect(keys.find(sns, first)).toBeUndefined()
  await keys.close()
})

test('a certificate is used no longer than it is valid, and a damaged note counts as none', async () => {
  await using hosts = await providerHosts()
  const clock = fakeClock(Date.now())
  for (const note of [
    [{ name: keyName(sns, first), text: signing.expired, fetchedAt: clock.now() }],
    [{ name: keyName(sns, first), text: 'no certificate', fetchedAt: clock.now() }],
    [{ name: keyName(sns, first) }],
    'text',
    null
  ]) {
    const store = memoryStore()
    await store.putNote('provider_keys', note)
    const { keys } = await open(hosts.agent, clock, store)
    expect(keys.find(sns, first)).toBeUndefined()
    await keys.close()
  }
})

test('many made-up addresses become no flood: few at once, few a minute, few remembered', async () => {
  await using hosts = await providerHosts()
  const clock = fakeClock(Date.now())
  let [open_, most] = [0, 0]
  hosts.answer((_request, response) => {
    open_ += 1
    most = Math.max(most, open_)
    setImmediate(() => {
      open_ -= 1
      response.writeHead(404).end()
    })
  })
  const { keys } = await open(hosts.agent, clock)
  for (let number = 0; number < 500; number += 1) keys.want(sns, certificate(`made-up-${number}.pem`))
  await hosts.requested(30)
  await expect.poll(() => clock.pending, { timeout: 20_000 }).toBe(64)
  expect([hosts.requests.length, most <= 4]).toEqual([30, true])
  await keys.close()
  expect(clock.pending).toBe(0)
})

test('Plaid’s keys need credentials, so they are asked of the developer and of nobody else', async () => {
  await using hosts = await providerHosts()
  const { keys } = await open(hosts.agent, fakeClock(Date.now()))
  const required: RequiredKey = { kind: 'jwk', url: 'https://production.plaid.com/webhook_verification_key/get', keyId: 'kid-1' }
  const { comes, detail } = keys.want(schemeOf('plaid'), required)
  expect(comes).toBe(false)
  for (const part of ['Plaid', 'credentials', '"kid-1"', required.url, 'as the secret of this endpoint']) expect(detail).toContain(part)
  expect(hosts.requests).toEqual([])
  await keys.close()
})

test('closing ends what is under way', async () => {
  await using hosts = await providerHosts()
  hosts.answer(() => undefined)
  const { keys } = await open(hosts.agent, fakeClock(Date.now()))
  keys.want(sns, first)
  await hosts.requested(1)
  await keys.close()
  expect(keys.prospect(keyName(sns, first))).toBeUndefined()
})
