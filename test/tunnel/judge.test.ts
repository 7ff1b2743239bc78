import { expect, test } from 'vitest'
import { judge } from '../../electron/core/tunnel/judge.ts'
import type { ProbeReply } from '../../electron/core/tunnel/probe.ts'
import { createProver } from '../../electron/core/tunnel/proof.ts'
import { reasonOf } from '../../electron/core/tunnel/reasons.ts'

const proof = createProver().begin('program')

function answered(status: number, headers: Record<string, string> = {}, body: Uint8Array = Buffer.from('<html>')): ProbeReply {
  return { status, headers, body, roundTripMs: 1 }
}

function failed(code: string): ProbeReply {
  return { error: new TypeError('fetch failed', { cause: Object.assign(new Error('inner'), { code }) }) }
}

test.each([
  [404, {}, 'not_found', 'reopen'],
  [408, {}, 'stale_connection', 'look_again'],
  [429, {}, 'busy', 'wait'],
  [502, {}, 'bad_gateway', 'look_again'],
  [503, {}, 'unavailable', 'look_again'],
  [503, { 'x-localtunnel-status': 'Tunnel Unavailable' }, 'tunnel_unavailable', 'reopen'],
  [504, {}, 'gateway_timeout', 'look_again'],
  [401, {}, 'interstitial', 'wait'],
  [511, {}, 'interstitial', 'wait'],
  [403, {}, 'refused_by_server', 'wait'],
  [302, {}, 'redirected', 'wait'],
  [530, {}, 'server_error', 'look_again'],
  [200, {}, 'foreign_page', 'reopen'],
  [204, {}, 'foreign_page', 'reopen']
])('an answer %i %o is %s', (status, headers, cause, recovery) => {
  expect(judge(answered(status, headers), proof)).toMatchObject({ proven: false, cause, recovery })
})

test.each([
  ['ENOTFOUND', 'dns_failed'],
  ['EAI_AGAIN', 'dns_failed'],
  ['ECONNREFUSED', 'refused'],
  ['ECONNRESET', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timed_out'],
  ['ENETUNREACH', 'network_down'],
  ['CERT_HAS_EXPIRED', 'tls_failed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls_failed'],
  ['ESTRANGE', 'probe_failed']
])('an error %s is %s', (code, cause) => {
  expect(judge(failed(code), proof)).toMatchObject({ proven: false, cause })
})

test('of several addresses that failed the first known cause is told', () => {
  const errors = [Object.assign(new Error('a'), { code: 'ECONNREFUSED' }), Object.assign(new Error('b'), { code: 'ENETUNREACH' })]
  expect(judge({ error: new AggregateError(errors) }, proof)).toMatchObject({ cause: 'refused' })
})

test('whatever the status: the nonce decides', () => {
  for (const status of [200, 404, 502, 511]) expect(judge(answered(status, {}, proof.expected), proof).proven).toBe(true)
})

test('a sentence holds no control characters and no flood of what a server said', () => {
  const { message } = reasonOf('tunnel_unavailable', { host: 'h', detail: `\u001b[31m\u202eover\nhere ${'x'.repeat(5_000)}` })
  expect(message).toMatch(/^h answered 503: \[31m over here/)
  expect(message).not.toMatch(/\p{C}/u)
  expect(message.length).toBeLessThan(260)
})
