/** Reads and sets what the public URL lets through, as a script would. */
import { expect } from 'vitest'
import { noRules } from '../helpers/no-rules.ts'
import type { RestClient } from './contract-routes.ts'

export async function callExposureRoutes(rest: RestClient): Promise<void> {
  const first = (await rest.call('GET /tunnel/exposure')).body
  expect(first).toMatchObject({ blocked: false, paths: 'endpoints', allowed: [], maxPerMinute: 0, refusals: [], warnings: [] })

  const patch = {
    blocked: true,
    paths: 'all',
    pathToken: 'on',
    basicAuth: { user: 'provider', password: 'a long enough one' },
    allowed: [' 192.0.2.0/24 ', '', '2001:DB8::/32'],
    callerHeader: 'x-real-ip',
    maxPerMinute: 600
  }
  const set = (await rest.call('PATCH /tunnel/exposure', {}, { body: patch })).body
  expect(set).toMatchObject({
    blocked: true,
    paths: 'all',
    pathToken: expect.stringMatching(/^t-[0-9a-z]{19}$/),
    basicAuth: { user: 'provider', lost: false },
    allowed: ['192.0.2.0/24', '2001:db8::/32'],
    callerHeader: 'x-real-ip',
    maxPerMinute: 600
  })
  expect(JSON.stringify(set)).not.toContain('a long enough one')

  const renamed = (await rest.call('PATCH /tunnel/exposure', {}, { body: { basicAuth: { user: 'another' }, pathToken: 'on' } })).body
  expect(renamed).toEqual({ ...set, basicAuth: { user: 'another', lost: false } })
  const renewed = (await rest.call('PATCH /tunnel/exposure', {}, { body: { pathToken: 'new' } })).body
  expect(renewed.pathToken).not.toBe(set.pathToken)

  expect((await rest.call('PATCH /tunnel/exposure', {}, { body: noRules })).body).toEqual(first)
}
