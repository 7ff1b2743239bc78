import { expect, test } from 'vitest'
import type { DeliveryDetail } from '../../electron/contract/index.ts'
import { chooseDestination } from '../../electron/core/resend/destination.ts'
import { makeTarget } from '../helpers/make-target.ts'

// The only part of a delivery that choosing looks at.
const delivery = { endpointId: 'webhook' } as DeliveryDetail

test('a URL of the same origin as a target inherits what the developer allowed for it', () => {
  const allowed = makeTarget('https://staging.example.com/hook', {
    allowRemote: true,
    verifyTls: false,
    timeoutMs: 5000,
    setHeaders: [['X-Key', 'k']]
  })
  const targets = { list: () => [allowed], find: () => undefined }
  expect(chooseDestination(delivery, { targetUrl: 'https://staging.example.com/other' }, targets)).toMatchObject({
    allowRemote: true,
    verifyTls: false,
    timeoutMs: 5000,
    setHeaders: []
  })
  for (const targetUrl of [
    'http://staging.example.com/hook',
    'https://staging.example.com:8443/hook',
    'https://staging.example.com.evil.test/hook'
  ]) {
    expect(chooseDestination(delivery, { targetUrl }, targets)).toMatchObject({ allowRemote: false, verifyTls: true, timeoutMs: 30_000 })
  }
})

test('targets that are all off are no way to go', () => {
  const off = makeTarget('http://localhost:3000', { enabled: false })
  expect(() => chooseDestination(delivery, {}, { list: () => [off], find: () => off })).toThrow(
    expect.objectContaining({ code: 'UNPROCESSABLE', message: expect.stringContaining('are off') })
  )
  expect(chooseDestination(delivery, { targetId: off.id }, { list: () => [off], find: () => off })).toBe(off)
})
