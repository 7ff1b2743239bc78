/** One fetch of a provider's key: from its own hosts, over TLS that holds, within bounds. */
import { Agent } from 'node:https'
import { expect, test } from 'vitest'
import { fetchKey, type FetchOutcome } from '../../../electron/core/schemes/keys/key-fetcher.ts'
import { findScheme } from '../../../electron/core/schemes/registry.ts'
import { providerHosts, signing, type ProviderHosts } from '../../helpers/provider-hosts.ts'

const address = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem'

function ask(
  hosts: Pick<ProviderHosts, 'agent'>,
  url = address,
  deadlineMs = 10_000,
  signal = new AbortController().signal
): Promise<FetchOutcome> {
  const isAllowedHost = (host: string): boolean => findScheme('aws-sns')?.isKeyHost?.(host) === true
  return fetchKey({ kind: 'certificate', url, keyId: url }, { agent: hosts.agent, isAllowedHost, signal, now: Date.now(), deadlineMs })
}

test('the certificate comes as it is served', async () => {
  await using hosts = await providerHosts()
  expect(await ask(hosts)).toEqual({ kind: 'fetched', text: signing.cert })
  expect(hosts.requests).toEqual([`GET ${address}`])
})

test.each([
  'http://sns.us-east-1.amazonaws.com/x.pem',
  'https://sns.us-east-1.amazonaws.com:8443/x.pem',
  'https://user@sns.us-east-1.amazonaws.com/x.pem',
  'https://:pass@sns.us-east-1.amazonaws.com/x.pem',
  'https://sns.us-east-1.amazonaws.com@localhost/x.pem',
  'https://sns.us-east-1.amazonaws.com.evil.example/x.pem',
  'https://evilsns.us-east-1.amazonaws.com/x.pem',
  'https://sns.us-east-1.amazonaws.com./x.pem',
  'https://sns。us-east-1.amazonaws.com.evil.example/x.pem',
  'https://sns.us-east-1.amazonaws.com\u3002evil.example/x.pem',
  'https://sns.us-east-1.amazonaws.com%2eevil.example/x.pem',
  'https://127.0.0.1/x.pem',
  'https://2130706433/x.pem',
  'https://0x7f.1/x.pem',
  'https://[::1]/x.pem',
  'https://localhost/x.pem',
  'https://api.paypal.com/v1/notifications/certs/x',
  'file:///etc/passwd',
  'data:text/plain,x',
  '//sns.us-east-1.amazonaws.com/x.pem',
  ''
])('nothing is asked at %j', async (url) => {
  await using hosts = await providerHosts()
  expect(await ask(hosts, url)).toEqual({ kind: 'failed', lasting: true, detail: 'it is not an address of the provider.' })
  expect(hosts.requests).toEqual([])
})

test.each([
  ['https://sns\u3002us-east-1\uFF0Eamazonaws\u3002com/x.pem', 'x.pem'],
  ['https:\\\\SNS.us-east-1.amazonaws.com\\x.pem', 'x.pem'],
  ['https://sns.us-east-1.amazonaws.com\\@evil.example/x.pem', '@evil.example/x.pem']
])('%j is asked as it was judged', async (url, path) => {
  await using hosts = await providerHosts()
  await ask(hosts, url)
  expect(hosts.requests).toEqual([`GET https://sns.us-east-1.amazonaws.com/${path}`])
})

test('who cannot prove the name is not asked, whatever the environment says', async () => {
  await using hosts = await providerHosts({ trusted: false })
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  try {
    expect(await ask(hosts)).toMatchObject({ kind: 'failed', lasting: false, detail: expect.stringContaining('self-signed certificate') })
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
  }
  expect(hosts.requests).toEqual([])
})

test('a server with the certificate of another name is not asked', async () => {
  await using hosts = await providerHosts()
  expect(await ask(hosts, 'https://sns.us-west-2.amazonaws.com/x.pem')).toMatchObject({ kind: 'failed', lasting: false })
  expect(hosts.requests).toEqual([])
})

test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
  await using hosts = await providerHosts()
  hosts.answer((_request, response) => response.writeHead(status, { Location: 'https://sns.eu-central-1.amazonaws.com/x.pem' }).end())
  expect(await ask(hosts)).toEqual({
    kind: 'failed',
    lasting: true,
    detail: `it answered ${status}, and a redirect is never followed.`
  })
  expect(hosts.requests).toHaveLength(1)
})

test.each([
  [404, true],
  [403, true],
  [204, true],
  [408, false],
  [429, false],
  [500, false],
  [503, false]
])('status %i is a failure, lasting: %j', async (status, lasting) => {
  await using hosts = await providerHosts()
  hosts.answer((_request, response) => response.writeHead(status).end(status === 204 ? undefined : signing.cert))
  expect(await ask(hosts)).toEqual({ kind: 'failed', lasting, detail: `it answered ${status}.` })
})

test.each([
  ['an empty answer', '', 'the answer is no certificate.'],
  ['a page', '<html>Welcome</html>', 'the answer is no certificate.'],
  ['a private key', signing.key, 'the answer is no certificate.'],
  ['half a certificate', signing.cert.slice(0, 300), 'the answer is no certificate.'],
  ['a certificate that has expired', signing.expired, 'the certificate there has expired.'],
  ['an endless answer', `${signing.cert}\n${'x'.repeat(70_000)}`, 'the answer is longer than 65536 bytes.']
])('%s is no key', async (_name, text, detail) => {
  await using hosts = await providerHosts()
  hosts.answer((_request, response) => response.end(text))
  expect(await ask(hosts)).toEqual({ kind: 'failed', lasting: true, detail })
})

test('an answer that drips ends at the deadline', async () => {
  await using hosts = await providerHosts()
  hosts.answer((_request, response) => {
    response.writeHead(200).write('-----BEGIN')
  })
  expect(await ask(hosts, address, 300)).toEqual({ kind: 'failed', lasting: false, detail: 'no whole answer within 0.3 s.' })
})

test('an answer that never begins ends when the app closes', async () => {
  await using hosts = await providerHosts()
  hosts.answer(() => undefined)
  const closing = new AbortController()
  const asked = ask(hosts, address, 60_000, closing.signal)
  await hosts.requested(1)
  closing.abort()
  expect(await asked).toMatchObject({ kind: 'failed', lasting: false })
})

test('a host of which no address answers is told by the code', async () => {
  const refused = Object.assign(new AggregateError([new Error('::1'), new Error('127.0.0.1')]), { code: 'ECONNREFUSED' })
  class RefusedAgent extends Agent {
    override createConnection(): never {
      throw refused
    }
  }
  expect(await ask({ agent: new RefusedAgent() })).toEqual({ kind: 'failed', lasting: false, detail: 'ECONNREFUSED.' })
})

test('a connection that is cut is a failure for now', async () => {
  await using hosts = await providerHosts()
  hosts.answer((request) => request.socket.destroy())
  expect(await ask(hosts)).toMatchObject({ kind: 'failed', lasting: false })
})
